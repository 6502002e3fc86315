// What there is to say of one state: what is alive, what a drop here drops, and where it goes on.

import { h, hue, replace } from './dom.js';

/** Fills `parent`. `pick(state)` is told when somebody follows a way, `point(range or null)` when somebody looks at code. */
export function showState(parent, { machine, kept, warnings }, number, { pick, point, live = null }) {
  const state = machine.states[number];
  if (!state) return parent.replaceChildren(h('p', { class: 'quiet' }, 'No state is chosen.'));
  const count = machine.states.length;
  const here = warnings.filter(({ states }) => states.includes(state.name));
  replace(parent,
    h('h2', { class: hue(number, count) }, h('span', { class: 'dot' }), h('span', { class: 'state-name' }, state.name)),
    sentence(state, point),
    live,
    ...here.map(({ line, message }) => h('p', { class: 'warning' }, h('b', {}, `Line ${line}: `), ...inCode(message))),
    h('h3', {}, 'Alive here'), alive(machine, state, kept[number]),
    h('h3', {}, 'A drop here drops, in this order'), drops(machine, state),
    h('h3', {}, 'From here'), ways(machine, number, pick, point),
  );
}

function sentence(state, point) {
  if (state.kind === 'uninitialized') return h('p', {}, 'Made, and not polled yet: none of its code has run.');
  if (state.kind === 'done') return h('p', {}, 'It has returned or panicked, or it is running: nothing is left in it.');
  const { text, range } = state.kind.awaiting;
  return h('p', {}, `Waits in line ${range.start.line} for `, h('code', hover(range, point), text));
}

function hover(range, point) {
  return { class: 'linked', tabindex: 0, onpointerenter: () => point(range), onpointerleave: () => point(null), onfocus: () => point(range), onblur: () => point(null) };
}

const REASONS = {
  later: 'used later',
  lent: 'may be borrowed meanwhile',
  drop: 'only for its drop',
};

function alive(machine, state, kept) {
  if (kept.length === 0) return h('p', { class: 'quiet' }, state.kind.awaiting ? 'Only the future that is awaited.' : 'Nothing.');
  const waits = Boolean(state.kind.awaiting);
  const row = ({ local, why, certain }) => {
    const { name, kind } = machine.locals[local];
    return h('tr', {}, h('td', {}, h('code', {}, name)), h('td', { class: 'quiet' }, kind === 'declared' ? 'local' : kind),
      h('td', { class: why === 'drop' && waits ? 'note' : 'quiet' }, waits ? REASONS[why] : '', certain ? '' : ', if it has a value'));
  };
  return h('table', {}, h('tbody', {}, kept.map(row)));
}

function drops(machine, state) {
  if (state.drops.length === 0) return h('p', { class: 'quiet' }, 'Nothing.');
  const item = ({ field, local, certain }) => h('li', {},
    local === null ? [h('span', {}, 'the awaited future '), h('code', { class: 'quiet' }, field)] : h('code', {}, machine.locals[local].name),
    certain ? '' : h('span', { class: 'quiet' }, ' if it has a value'));
  return h('ol', {}, state.drops.map(item));
}

function ways(machine, number, pick, point) {
  const leaving = machine.transitions.filter(({ from }) => from === number);
  if (leaving.length === 0) return h('p', { class: 'quiet' }, 'Nowhere.');
  return h('ul', { class: 'ways' }, leaving.map(({ to, exit, code }) => h('li', {},
    h('button', { class: `way-to ${hue(to, machine.states.length)}`, onclick: () => pick(to) }, h('span', { class: 'dot' }), machine.states[to].name),
    exit === 'early' ? h('span', { class: 'quiet' }, ' by ? or return') : '',
    code.map(({ text, range }) => h('pre', hover(range, point), text)))));
}

/** Text with what stands in backticks as code. */
export function inCode(text) {
  return text.split('`').map((part, number) => (number % 2 ? h('code', {}, part) : part));
}
