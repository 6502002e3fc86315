// The page: a source on the left, the machine that it becomes, and the states of the machine.

import { inCode, showState } from './details.js';
import { h, replace } from './dom.js';
import { begin, fold, machineEditor, reveal, setCompact, setComplaints, setWrapping, show, sourceEditor } from './editors.js';
import { drawGraph } from './graph.js';
import { Linking } from './linking.js';
import { Player, tree } from './play.js';
import { span } from './positions.js';
import { read } from './recording.js';
import { examples, machines, recording } from './server.js';
import { link, shared } from './share.js';
import { follow } from './theme.js';

const at = (id) => document.getElementById(id);
const editor = sourceEditor(document.querySelector('#source .editor'), { changed, moved });
const machine = machineEditor(document.querySelector('#machine .editor'));
const linking = new Linking(editor, machine, point);

/** What the server said last, the number of the function that is shown, what is drawn of it, and which state is chosen. */
const page = {
  examples: [], functions: [], shown: -1, drawn: null, chosen: 0, graph: null, player: null, pending: null, changed: 0, sent: 0, got: 0,
};

// For the test in the browser.
window.explorer = { editor, machine, page };

/** The text has changed: the server is asked at once, and need not go on with the text before. */
function changed() {
  page.changed = performance.now();
  ask();
}

async function ask() {
  page.pending?.abort();
  const pending = page.pending = new AbortController();
  const text = editor.state.doc.toString();
  page.sent = performance.now();
  const unanswered = () => ({ error: { message: 'The server does not answer. Is it still running?' } });
  const answer = await machines(text, pending.signal).catch(unanswered);
  if (!pending.signal.aborted) take(answer);
}

function take(answer) {
  page.got = performance.now();
  const { doc } = editor.state;
  const complaints = answer.error ? [answer.error] : answer.functions.flatMap(({ refusals }) => refusals);
  setComplaints(editor, complaints.filter(({ start }) => start).map((complaint) => {
    const { from, to } = span(doc, complaint);
    return { from, to: Math.max(to, Math.min(from + 1, doc.length)), severity: 'error', message: complaint.message };
  }));
  tell(complaints);
  document.body.classList.toggle('stale', Boolean(answer.error));
  if (answer.error) return done();
  const name = page.functions[page.shown]?.name;
  page.functions = answer.functions;
  listFunctions();
  const again = page.functions.findIndex((shown) => shown.name === name);
  const line = doc.lineAt(editor.state.selection.main.head).number;
  const here = functionAt(line);
  choose(here !== -1 ? here : again !== -1 ? again : page.functions.length - 1 < 0 ? -1 : 0);
  if (here !== -1 && editor.hasFocus) linking.follow(line);
  done();
}

function done() {
  const now = performance.now();
  page.took = { all: now - page.changed, server: page.got - page.sent, page: now - page.got };
  document.body.dataset.answers = Number(document.body.dataset.answers ?? 0) + 1;
}

/** Says what is wrong below the source. */
function tell(complaints) {
  const status = at('status');
  status.className = complaints.length > 0 ? 'bad' : 'quiet';
  status.textContent = complaints.length === 0 ? '' : complaints.length === 1 ? '1 problem' : `${complaints.length} problems`;
  const list = at('complaints');
  list.hidden = complaints.length === 0;
  list.replaceChildren(...complaints.map(({ start, message }) => h('button', {
    class: 'complaint',
    onclick: () => start && goTo(start.line),
  }, start ? h('b', {}, `Line ${start.line} `) : null, ...inCode(message))));
}

function goTo(line) {
  const { from } = editor.state.doc.line(Math.min(line, editor.state.doc.lines));
  editor.dispatch({ selection: { anchor: from } });
  reveal(editor, line);
  editor.focus();
}

function listFunctions() {
  const list = at('functions');
  list.replaceChildren(...page.functions.map(({ name, refusals }, number) =>
    h('option', { value: number }, refusals.length > 0 ? `${name} (refused)` : name)));
  list.hidden = page.functions.length === 0;
}

/** The innermost function around a line. */
function functionAt(line) {
  return page.functions.findLastIndex(({ start, end }) => start.line <= line && line <= end.line);
}

/** Shows a function. */
function choose(number) {
  const before = page.functions[page.shown]?.name;
  page.shown = number;
  const chosen = page.functions[number];
  at('functions').value = `${number}`;
  const isRefused = chosen && chosen.refusals.length > 0;
  document.body.classList.toggle('refused', Boolean(isRefused));
  if (!chosen || isRefused) return showNothing(chosen);
  show(machine, chosen.text);
  fold(machine, chosen.sections.filter(({ kind }) => kind === 'checked' || kind === 'lints'));
  linking.show(chosen);
  at('machine-note').textContent = `${chosen.text.trimEnd().split('\n').length} lines`;
  draw(chosen);
  const count = chosen.machine.states.length;
  if (before !== chosen.name || page.chosen >= count) page.chosen = count > 2 ? 1 : 0;
  pick(page.chosen, { scroll: false });
}

/** Draws the graph of a function: one of the source, or one of a recording. */
function draw(shown) {
  page.drawn = shown;
  const awaits = shown.machine.states.length - 2;
  at('states-note').textContent = `${shown.name}, ${awaits === 1 ? '1 await' : `${awaits} awaits`}`;
  page.graph = drawGraph(at('graph'), shown.machine, { pick, point: pointState, way });
}

function showNothing(refused) {
  show(machine, '');
  linking.show(null);
  page.graph = page.drawn = null;
  at('machine-note').textContent = refused ? 'none: the function is refused' : '';
  at('states-note').textContent = '';
  at('graph').replaceChildren();
  at('details').replaceChildren(h('p', { class: 'quiet' }, refused
    ? 'This function is refused; the reason is below the source.'
    : 'Type or paste an async function on the left, or pick an example.'));
}

/** A state is chosen. `live` is what a recording says of it. */
function pick(state, { scroll = true, live = null, gone = null } = {}) {
  page.chosen = state;
  page.graph?.mark({ chosen: state, gone });
  page.graph?.reveal(state);
  showState(at('details'), page.drawn, state, { pick, point: (range) => linking.light(range), live });
  if (scroll) linking.lightState(state, { scroll });
}

/** The pointer is over a state of the graph. */
function pointState(state) {
  linking.lightState(state);
  point(state);
}

/** The pointer is over an await, or over code of a state. */
function point(state) {
  page.graph?.mark({ chosen: page.chosen, pointed: state });
}

/** A way is chosen: where it starts is shown, with its code. */
function way(number) {
  const { transitions } = page.drawn.machine;
  pick(transitions[number].from);
  page.graph.mark({ chosen: page.chosen, gone: number });
}

/** Opens a recording, and the source that it is of if that is among the examples. */
async function play(text) {
  let recording;
  try {
    recording = read(text);
  } catch (error) {
    return toast(error.message);
  }
  page.player?.stop();
  const files = [...recording.machines.values()].map(({ file }) => file);
  const example = page.examples.find(({ file }) => files.some((recorded) => recorded.endsWith(file)));
  if (example && editor.state.doc.toString() !== example.source) {
    open(example.source, example.function);
    await ask();
  }
  page.player = new Player(at('play'), recording, { show: showStep, close: () => choose(page.shown) });
  page.player.go(0);
}

/** Shows what a step of a recording left behind. */
function showStep(step, recording) {
  const recorded = recording.machines.get(recording.tasks.get(step.task).machine);
  if (!recorded) return replace(at('details'), tree(step, recording));
  const isSame = ({ name, machine }) => name.split('::').at(-1) === recorded.function && machine?.states.length === recorded.machine.states.length;
  const inSource = page.functions.findIndex(isSame);
  if (inSource !== -1 && inSource !== page.shown) choose(inSource);
  if (page.drawn !== recorded) draw(recorded);
  const state = step.to ?? step.from;
  const gone = recorded.machine.transitions.findIndex(({ from, to }) => from === step.from && to === step.to);
  pick(state, { scroll: inSource !== -1, live: tree(step, recording), gone: step.from === step.to ? null : gone });
}

/** The caret has moved. */
function moved(head) {
  const line = editor.state.doc.lineAt(head).number;
  const here = functionAt(line);
  if (here !== -1 && here !== page.shown) choose(here);
  if (here !== -1) linking.follow(line);
}

/** A button that is on or off. */
function switched(button, change) {
  button.addEventListener('click', () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', on);
    change(on);
  });
}

function view(name) {
  document.body.dataset.view = name;
  document.querySelectorAll('nav button').forEach((button) => button.setAttribute('aria-current', button.dataset.view === name));
  page.graph?.reveal(page.chosen);
}

function toast(text) {
  const place = at('toast');
  place.textContent = text;
  place.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { place.hidden = true; }, 2500);
}

/** Puts another source into the editor, and the caret into one of its functions. */
function open(source, name) {
  show(editor, source);
  const line = source.split('\n').findIndex((text) => text.includes(`async fn ${name}(`)) + 1;
  if (line > 0) begin(editor, line);
}

async function start() {
  follow(at('theme'));
  const known = await examples();
  page.examples = known;
  at('examples').append(...known.map(({ title }, number) => h('option', { value: number }, title)));
  at('examples').addEventListener('change', ({ target }) => {
    const example = known[target.value];
    if (example) open(example.source, example.function);
    target.value = '';
  });
  at('functions').addEventListener('change', ({ target }) => {
    const chosen = page.functions[target.value];
    choose(Number(target.value));
    goTo(chosen.start.line);
  });
  at('share').addEventListener('click', async () => {
    const address = await link(editor.state.doc.toString());
    history.replaceState(null, '', address);
    const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false);
    toast(copied ? 'The link is copied.' : 'The link is in the address bar.');
  });
  at('load').addEventListener('click', () => at('file').click());
  at('file').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    target.value = '';
    if (file) play(await file.text());
  });
  document.addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
  document.addEventListener('drop', async (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    play(await file.text());
  });
  switched(at('compact'), (on) => setCompact(machine, on));
  switched(at('wrap'), (on) => setWrapping(machine, on));
  document.querySelectorAll('nav button').forEach((button) => button.addEventListener('click', () => view(button.dataset.view)));
  view('source');
  const recorded = await recording().catch(({ message }) => {
    toast(message);
    return null;
  });
  const source = await shared();
  if (source === null) open(known[0].source, known[0].function);
  else show(editor, source);
  if (source === null && location.hash.includes('source=')) toast('There is no source in this link that can be read.');
  window.addEventListener('hashchange', async () => show(editor, await shared() ?? editor.state.doc.toString()));
  if (recorded !== null) await play(recorded);
}

start();
