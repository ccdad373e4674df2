// What the server says is put on the page as text only, never as markup.

const element = (id) => document.getElementById(id);

let constructs = [];
let selected;
const runs = new Map();
const failures = new Map();
const running = new Set();

async function request(url, options) {
  const response = await fetch(url, options);
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? body.error ?? `The server answered ${response.status}`);
  }
  return body;
}

async function run(construct) {
  if (construct.unavailable || running.has(construct.id)) {
    return;
  }
  running.add(construct.id);
  failures.delete(construct.id);
  draw();
  try {
    runs.set(construct.id, await request(`api/constructs/${construct.id}/run`, { method: 'POST' }));
  } catch (error) {
    runs.delete(construct.id);
    failures.set(construct.id, error.message);
  }
  running.delete(construct.id);
  draw();
}

async function runAll() {
  element('run-all').disabled = true;
  for (const construct of constructs) {
    await run(construct);
  }
  element('run-all').disabled = false;
}

function select(construct) {
  selected = construct;
  history.replaceState(null, '', `#${construct.id}`);
  draw();
}

function note(construct) {
  if (construct.unavailable) {
    return construct.unavailable;
  }
  if (running.has(construct.id)) {
    return 'running…';
  }
  if (failures.has(construct.id)) {
    return 'failed';
  }
  const run = runs.get(construct.id);
  if (!run) {
    return construct.lost ? 'not woven' : '';
  }
  const { siblings, made, atOnce, millis } = run.summary;
  return siblings === made ? `${siblings} siblings, ${atOnce} at once, ${millis} ms` : `${siblings} of ${made} siblings`;
}

function outcome() {
  if (selected.unavailable) {
    return ['', `Not available: ${selected.unavailable}.`];
  }
  if (running.has(selected.id)) {
    return ['', 'Running…'];
  }
  if (failures.has(selected.id)) {
    return ['bad', failures.get(selected.id)];
  }
  const run = runs.get(selected.id);
  if (!run) {
    return ['', 'Not run yet.'];
  }
  const { siblings, made, atOnce, spans, millis, parent } = run.summary;
  return siblings === made
    ? ['good', `${siblings} siblings under ${parent}; ${atOnce} at once, ${spans} spans, ${millis} ms`]
    : ['bad', `${siblings} of ${made} calls are directly under ${parent}; ${spans} spans, ${millis} ms`];
}

function drawItem(construct) {
  const button = element(`run-${construct.id}`);
  button.disabled = running.has(construct.id);
  button.setAttribute('aria-current', String(construct === selected));
  button.querySelector('small').textContent = note(construct);
}

function draw() {
  constructs.forEach(drawItem);
  const [className, text] = outcome();
  element('title').textContent = selected.title;
  element('explanation').textContent = selected.explanation;
  element('lost').textContent = selected.lost ?? '';
  element('lost').hidden = !selected.lost;
  element('run').disabled = Boolean(selected.unavailable) || running.has(selected.id);
  element('outcome').className = className;
  element('outcome').textContent = text;
  element('trace').hidden = !runs.has(selected.id);
  element('tree').textContent = runs.get(selected.id)?.tree ?? '';
  element('viewer').href = `actuator/traces/ui#/t/${runs.get(selected.id)?.traceId ?? ''}`;
  element('code').textContent = selected.code;
}

function addItem(construct) {
  const button = document.createElement('button');
  button.type = 'button';
  button.id = `run-${construct.id}`;
  button.append(construct.title, document.createElement('small'));
  button.addEventListener('click', () => {
    select(construct);
    run(construct);
  });
  const item = document.createElement('li');
  item.append(button);
  element(construct.seenByProxies ? 'constructs' : 'unseen').append(item);
}

async function start() {
  try {
    constructs = await request('api/constructs');
  } catch (error) {
    element('outcome').className = 'bad';
    element('outcome').textContent = `The constructs could not be listed: ${error.message}`;
    return;
  }
  constructs.forEach(addItem);
  element('run').addEventListener('click', () => run(selected));
  element('run-all').addEventListener('click', runAll);
  select(constructs.find((construct) => `#${construct.id}` === location.hash) ?? constructs[0]);
}

start();
