create table route (origin varchar(40), destination varchar(40), km int not null, primary key (origin, destination));
create table fare (
  provider varchar(20) primary key, base_price numeric(6, 2) not null, price_per_km numeric(6, 4) not null,
  km_per_hour int not null, minutes_before_departure int not null
);
create table offer (
  trip varchar(40), provider varchar(20), price numeric(8, 2) not null, minutes int not null, primary key (trip, provider)
);
