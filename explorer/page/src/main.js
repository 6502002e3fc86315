// The page: a source on the left, the machine that it becomes, and the states of the machine.

import { showState } from './details.js';
import { h } from './dom.js';
import { fold, machineEditor, reveal, setCompact, setComplaints, setWrapping, show, sourceEditor } from './editors.js';
import { drawGraph } from './graph.js';
import { Linking } from './linking.js';
import { span } from './positions.js';
import { examples, machines } from './server.js';
import { link, shared } from './share.js';
import { follow } from './theme.js';

/** How long somebody has to stop typing before the server is asked, in milliseconds. */
const PAUSE = 60;

const at = (id) => document.getElementById(id);
const editor = sourceEditor(document.querySelector('#source .editor'), { changed, moved });
const machine = machineEditor(document.querySelector('#machine .editor'));
const linking = new Linking(editor, machine, point);

/** What the server said last, the number of the function that is shown, and of the state that is chosen. */
const page = { functions: [], shown: -1, chosen: 0, graph: null, pending: null, timer: 0, asked: 0 };

// For the test in the browser.
window.explorer = { editor, machine, page };

/** The text has changed. */
function changed() {
  clearTimeout(page.timer);
  page.asked = performance.now();
  page.timer = setTimeout(ask, PAUSE);
}

async function ask() {
  page.pending?.abort();
  page.pending = new AbortController();
  const text = editor.state.doc.toString();
  try {
    const answer = await machines(text, page.pending.signal);
    if (text === editor.state.doc.toString()) take(answer);
  } catch (error) {
    if (error.name !== 'AbortError') take({ error: { message: 'The server does not answer. Is it still running?' } });
  }
}

function take(answer) {
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
  const here = functionAt(doc.lineAt(editor.state.selection.main.head).number);
  choose(here !== -1 ? here : again !== -1 ? again : page.functions.length - 1 < 0 ? -1 : 0);
  done();
}

function done() {
  page.took = performance.now() - page.asked;
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
  }, start ? h('b', {}, `Line ${start.line} `) : null, message)));
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
  list.disabled = page.functions.length === 0;
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
  const count = chosen.machine.states.length;
  const lines = chosen.text.trimEnd().split('\n').length;
  at('machine-note').textContent = `${lines} lines`;
  at('states-note').textContent = count === 3 ? '1 await' : `${count - 2} awaits`;
  page.graph = drawGraph(at('graph'), chosen.machine, { pick, point: pointState, way });
  if (before !== chosen.name || page.chosen >= count) page.chosen = count > 2 ? 1 : 0;
  pick(page.chosen, { scroll: false });
}

function showNothing(refused) {
  show(machine, '');
  linking.show(null);
  page.graph = null;
  at('machine-note').textContent = at('states-note').textContent = '';
  at('graph').replaceChildren();
  at('details').replaceChildren(h('p', { class: 'quiet' }, refused
    ? 'This function is refused; the reason is below the source.'
    : 'Type or paste an async function on the left, or pick an example.'));
}

/** A state is chosen. */
function pick(state, { scroll = true } = {}) {
  page.chosen = state;
  page.graph?.mark({ chosen: state });
  showState(at('details'), page.functions[page.shown], state, { pick, point: (range) => linking.light(range) });
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
  const { transitions } = page.functions[page.shown].machine;
  pick(transitions[number].from);
  page.graph.mark({ chosen: page.chosen, gone: number });
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
  if (line > 0) editor.dispatch({ selection: { anchor: editor.state.doc.line(line).from }, scrollIntoView: true });
}

async function start() {
  follow(at('theme'));
  const known = await examples();
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
  switched(at('compact'), (on) => setCompact(machine, on));
  switched(at('wrap'), (on) => setWrapping(machine, on));
  document.querySelectorAll('nav button').forEach((button) => button.addEventListener('click', () => view(button.dataset.view)));
  view('source');
  const source = await shared();
  if (source === null) open(known[0].source, known[0].function);
  else show(editor, source);
}

start();
