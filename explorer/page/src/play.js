// Stepping through a recording, forwards and backwards.

import { inCode } from './details.js';
import { h, replace, s } from './dom.js';
import { duration, wokenBy } from './recording.js';
import { Timeline } from './timeline.js';

/** How long a step is shown while it plays, in milliseconds. */
const BEAT = 700;

const SIGNS = {
  first: 'M6 5v14M19 5v14L9 12z', back: 'M17 5v14L7 12z', play: 'M7 4v16l13-8z', pause: 'M8 5v14M16 5v14', on: 'M7 5v14l10-7z', last: 'M18 5v14M5 5v14l10-7z',
};

function icon(sign) {
  return s('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true', class: `sign ${sign}` }, s('path', { d: SIGNS[sign] }));
}

/** Shows a recording in `parent`. `show(step, machines)` is told which step is looked at; `close()` that it is over. */
export class Player {
  constructor(parent, recording, { show, close }) {
    Object.assign(this, { parent, recording, show, number: 0, timer: null });
    const button = (label, sign, act) => h('button', { class: 'icon', 'aria-label': label, title: label, onclick: act }, icon(sign));
    this.toggle = button('Play', 'play', () => this.play(this.timer === null));
    this.where = h('span', { class: 'where', role: 'status' });
    this.range = h('input', {
      type: 'range', min: 0, max: recording.steps.length - 1, value: 0, 'aria-label': 'Poll',
      oninput: ({ target }) => this.go(Number(target.value)),
    });
    const tools = h('div', { class: 'tools' },
      button('First poll', 'first', () => this.go(0)), button('Poll before (←)', 'back', () => this.go(this.number - 1)), this.toggle,
      button('Next poll (→)', 'on', () => this.go(this.number + 1)), button('Last poll', 'last', () => this.go(Infinity)),
      this.range, this.where,
      h('button', { class: 'small', onclick: () => { this.stop(); close(); } }, 'Close'));
    replace(parent, tools);
    this.timeline = new Timeline(parent, recording, (step) => this.go(step.number));
    parent.hidden = false;
    this.keys = (event) => this.#key(event);
    document.addEventListener('keydown', this.keys);
  }

  /** Looks at another step; the nearest if there is none such. */
  go(number) {
    this.number = Math.max(0, Math.min(this.recording.steps.length - 1, number));
    const step = this.recording.steps[this.number];
    this.range.value = this.number;
    this.range.setAttribute('aria-valuetext', this.#words(step));
    this.where.textContent = this.#words(step);
    this.timeline.show(step);
    this.show(step, this.recording);
  }

  /** Goes on by itself, or not. */
  play(on) {
    clearInterval(this.timer);
    this.timer = on ? setInterval(() => this.#beat(), BEAT) : null;
    this.toggle.replaceChildren(icon(on ? 'pause' : 'play'));
    this.toggle.setAttribute('aria-label', on ? 'Pause' : 'Play');
  }

  stop() {
    this.play(false);
    document.removeEventListener('keydown', this.keys);
    this.parent.hidden = true;
  }

  #beat() {
    if (this.number + 1 >= this.recording.steps.length) return this.play(false);
    this.go(this.number + 1);
  }

  #words(step) {
    const { steps, tasks, leftOut } = this.recording;
    const what = step.panicked ? 'panicked' : step.kind === 'cancel' ? 'cancelled' : step.ready ? 'ready' : 'pending';
    const missing = leftOut > 0 ? ` · ${leftOut} events left out` : '';
    return `${step.number + 1} of ${steps.length} · ${tasks.get(step.task).name} · ${what} · ${duration(step.at)}${missing}`;
  }

  #key(event) {
    if (event.target.closest('.cm-editor, input, select, .state')) return;
    const act = {
      ArrowRight: () => this.go(this.number + 1), ArrowLeft: () => this.go(this.number - 1), Home: () => this.go(0),
      End: () => this.go(Infinity), ' ': () => this.play(this.timer === null),
    }[event.key];
    if (!act || (event.key === ' ' && event.target.closest('button'))) return;
    event.preventDefault();
    act();
  }
}

/** What a step left behind: the machine and those inside it, with the values of their locals. */
export function tree(step, recording) {
  const { machines } = recording;
  if (step.kind === 'cancel') {
    return h('p', { class: 'warning' }, step.panicked ? 'The function panicked here.' : 'The future was dropped here.');
  }
  const by = wokenBy(step, recording);
  const woken = by.length > 0 ? inCode(`Woken by ${by.join(', ')}. `) : [];
  if (step.ready) return h('p', { class: 'quiet' }, ...woken, `Ready, after ${duration(step.took ?? 0)}.`);
  const row = ({ name, type, size, value }) => h('tr', {}, h('td', {}, h('code', {}, name)),
    h('td', { class: 'value' }, h('code', {}, value ?? '…'), h('span', { class: 'quiet' }, ` ${type ?? ''}${size === undefined ? '' : `, ${size} B`}`)));
  const level = ({ machine, state, locals = [] }, depth) => {
    const known = machines.get(machine);
    const title = h('p', { class: 'level' }, h('code', {}, known?.function ?? '?'), ' in ', h('code', {}, known?.machine.states[state]?.name ?? `${state}`));
    return h('div', { class: `depth-${Math.min(depth, 4)}` }, title, locals.length > 0 ? h('table', {}, h('tbody', {}, locals.map(row))) : null);
  };
  return h('div', { class: 'live', 'aria-label': 'Recorded' }, h('h3', {}, `Recorded: polled for ${duration(step.took ?? 0)}, and waits`),
    woken.length > 0 ? h('p', { class: 'quiet' }, ...woken) : null, step.tree.map(level));
}
