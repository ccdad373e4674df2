insert into route (origin, destination, km) values
  ('Lisbon', 'Porto', 313), ('Barcelona', 'Palma', 250), ('Copenhagen', 'Oslo', 600), ('Athens', 'Heraklion', 390),
  ('Rome', 'Palermo', 930), ('Helsinki', 'Tallinn', 85);
insert into fare (provider, base_price, price_per_km, km_per_hour, minutes_before_departure) values
  ('rail', 4.90, 0.1150, 135, 20), ('coach', 2.50, 0.0620, 80, 25), ('flight', 38.00, 0.0850, 620, 150),
  ('ferry', 14.00, 0.0790, 45, 60), ('carpool', 1.90, 0.0540, 95, 10);
