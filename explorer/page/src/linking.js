// The source and the machine, linked both ways: by line, by token, and by state.

import { hue } from './dom.js';
import { reveal, setMarks } from './editors.js';
import { holds, place, span } from './positions.js';

/** Links two editors. `pointed(state or null)` is told which await the pointer is over. */
export class Linking {
  constructor(source, machine, pointed) {
    this.source = source;
    this.machine = machine;
    this.current = null;
    this.pointed = pointed;
    this.#listen(source, 'source');
    this.#listen(machine, 'machine');
  }

  /** Another function, or `null` for none. */
  show(shown) {
    this.current = shown;
    const { awaits, code } = this.#states();
    setMarks(this.source, { links: [], states: awaits });
    setMarks(this.machine, { links: [], state: [], states: code });
  }

  /** Lights up a piece of the source and what becomes of it. */
  light(range, { scroll = false } = {}) {
    const links = range && this.current ? this.current.links.filter(({ source }) => touches(source, range)) : [];
    this.#light(links, range ? [range] : [], scroll ? ['source', 'machine'] : []);
  }

  /** Lights up a state: its await in the source, and its code in the machine. */
  lightState(number, { scroll = false } = {}) {
    const { machine, places } = this.current ?? {};
    if (number === null || !machine) return this.light(null);
    const range = machine.states[number].kind.awaiting?.range;
    const here = places[number];
    this.light(range ?? null);
    if (!here) return;
    setMarks(this.machine, { state: lines(here.code ?? here.variant).map((line) => ({ line, class: 'linked-line' })) });
    if (scroll) {
      reveal(this.machine, (here.code ?? here.variant).first);
      if (range) reveal(this.source, range.start.line);
    }
  }

  /** Follows the caret: the line it is in. */
  follow(line) {
    const links = this.#linksOf(line);
    this.#light(links, [], links.length > 0 ? ['machine'] : []);
  }

  #linksOf(line) {
    return (this.current?.links ?? []).filter(({ source }) => source.start.line <= line && line <= source.end.line);
  }

  #listen(view, side) {
    view.dom.addEventListener('pointermove', (event) => this.#over(view, side, event));
    view.dom.addEventListener('pointerleave', () => this.#leave());
    if (side === 'machine') view.dom.addEventListener('click', (event) => this.#over(view, side, event, true));
  }

  #over(view, side, event, scroll = false) {
    if (!this.current || event.pointerType === 'touch' && !scroll) return;
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (at === null) return this.#leave();
    const here = place(view.state.doc, at);
    const key = `${side} ${here.line} ${here.column}`;
    if (key === this.last && !scroll) return;
    this.last = key;
    const own = side === 'source' ? 'source' : 'expansion';
    const inLine = this.current.links.filter((link) => link[own].start.line <= here.line && here.line <= link[own].end.line);
    const exact = inLine.filter((link) => holds(link[own], here));
    this.#light(exact.length > 0 ? sameSource(this.current.links, exact) : inLine, [], scroll ? ['source'] : [], inLine);
    const state = side === 'source' ? this.#stateAt(here) : this.#stateOfLine(here.line);
    this.pointed(state);
  }

  #leave() {
    if (this.last === undefined) return;
    this.last = undefined;
    this.#mark([], []);
    this.pointed(null);
  }

  /** The state whose await is at a place: the innermost. */
  #stateAt(here) {
    const states = this.current.machine.states.map((state, number) => ({ number, range: state.kind.awaiting?.range }));
    const around = states.filter(({ range }) => range && holds(range, here));
    around.sort((one, other) => size(one.range) - size(other.range));
    return around[0]?.number ?? null;
  }

  #stateOfLine(line) {
    const found = this.current.places.findIndex(({ variant, code }) =>
      [variant, code].some((lines) => lines && lines.first <= line && line <= lines.last));
    return found === -1 ? null : found;
  }

  #light(exact, ranges, scrolled, around = exact) {
    const side = (view, own) => [
      ...new Set(around.flatMap((link) => lines({ first: link[own].start.line, last: link[own].end.line }))),
    ].map((line) => ({ line, class: 'linked-line' }))
      .concat(exact.map((link) => ({ ...span(view.state.doc, link[own]), class: 'linked-token' })));
    const extra = (exact.length > 0 ? [] : ranges).map((range) => ({ ...span(this.source.state.doc, range), class: 'linked-token' }));
    this.#mark([...side(this.source, 'source'), ...extra], side(this.machine, 'expansion'));
    if (scrolled.includes('machine') && exact.length > 0) reveal(this.machine, this.#best(exact).expansion.start.line);
    if (scrolled.includes('source') && exact.length > 0) reveal(this.source, exact[0].source.start.line);
  }

  /** Of the places in the machine the one in its code, which follows the source. */
  #best(links) {
    const run = this.current.sections.find(({ kind }) => kind === 'run');
    return links.find(({ expansion }) => run && expansion.start.line >= run.first) ?? links[0];
  }

  #mark(inSource, inMachine) {
    setMarks(this.source, { links: inSource });
    setMarks(this.machine, { links: inMachine, state: [] });
  }

  /** The colours of the states, which are always there. */
  #states() {
    const { machine, places } = this.current ?? { machine: { states: [] }, places: [] };
    const count = machine.states.length;
    const awaits = machine.states.flatMap((state, number) => {
      const range = state.kind.awaiting?.range;
      return range ? [{ ...span(this.source.state.doc, range), class: `await ${hue(number, count)}`, attributes: { 'data-state': `${number}` } }] : [];
    });
    const code = places.flatMap((place, number) => [place.variant, place.code].filter(Boolean).flatMap((part) =>
      lines(part).map((line) => ({ line, class: `of-state ${hue(number, count)}` }))));
    return { awaits, code };
  }
}

function lines({ first, last }) {
  return Array.from({ length: last - first + 1 }, (_, number) => first + number);
}

function size({ start, end }) {
  return (end.line - start.line) * 10_000 + end.column - start.column;
}

function touches(one, other) {
  const before = (a, b) => a.line < b.line || (a.line === b.line && a.column <= b.column);
  return before(one.start, other.end) && before(other.start, one.end);
}

/** All links that come from the same pieces of the source. */
function sameSource(links, exact) {
  return links.filter(({ source }) => exact.some((link) => touches(link.source, source) && touches(source, link.source) && same(source, link.source)));
}

function same(one, other) {
  const from = Math.max(order(one.start), order(other.start));
  const to = Math.min(order(one.end), order(other.end));
  return from < to;
}

function order({ line, column }) {
  return line * 10_000 + column;
}
