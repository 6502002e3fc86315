// The states and the ways between them, laid out by dagre.

import dagre from '@dagrejs/dagre';
import { h, hue, s } from './dom.js';

const NODE = { height: 46, gap: 20, rank: 34 };
const CHARACTER = 7.3;

/** Draws the machine into `parent`. `pick(state)`, `point(state or null)` and `way(number)` are told what somebody does. */
export function drawGraph(parent, machine, { pick, point, way }) {
  const layout = layOut(machine);
  const { width, height } = extent(layout);
  const svg = s('svg', { viewBox: `-8 -8 ${width + 16} ${height + 16}`, width: width + 16, height: height + 16, role: 'group', 'aria-label': 'State graph' },
    s('defs', {}, s('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: 'userSpaceOnUse', orient: 'auto' },
      s('path', { d: 'M0 0 8 4 0 8z' }))));
  const ways = machine.transitions.map((transition, number) => {
    const edge = layout.edge({ v: `${transition.from}`, w: `${transition.to}`, name: `${number}` });
    const path = transition.from === transition.to ? loop(layout.node(`${transition.from}`), edge) : curve(edge.points);
    const drawn = drawWay(transition, edge, path, () => way(number));
    svg.append(drawn);
    return drawn;
  });
  const nodes = machine.states.map((state, number) => {
    const drawn = drawState(machine, number, layout.node(`${number}`));
    const choose = () => pick(number);
    drawn.addEventListener('click', choose);
    drawn.addEventListener('keydown', (event) => onKey(event, number, nodes, choose));
    drawn.addEventListener('pointerenter', () => point(number));
    drawn.addEventListener('pointerleave', () => point(null));
    svg.append(drawn);
    return drawn;
  });
  // It shrinks to fit, as long as it can be read.
  svg.style.minWidth = `${Math.round(width * 0.72)}px`;
  parent.replaceChildren(h('div', { class: 'graph-scroll' }, svg));
  return {
    /** Shows which state is chosen, which is pointed at, and which way was gone last. */
    mark({ chosen = null, pointed = null, gone = null }) {
      nodes.forEach((node, number) => {
        node.classList.toggle('chosen', number === chosen);
        node.classList.toggle('pointed', number === pointed);
        node.setAttribute('aria-pressed', number === chosen);
      });
      ways.forEach((line, number) => line.classList.toggle('gone', number === gone));
    },
    /** With the next frame, for which the layout is made anyway. */
    reveal(state) {
      requestAnimationFrame(() => nodes[state]?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
    },
  };
}

/** The last layout, and what it is of: while somebody types, the machine has mostly the same states and ways. */
const known = { of: null, graph: null };

function layOut(machine) {
  const { states, transitions } = machine;
  const of = JSON.stringify([states.map((state) => [state.name, label(state)]), transitions.map((way) => [way.from, way.to, way.exit, lines(way)])]);
  if (known.of !== of) Object.assign(known, { of, graph: lay(machine) });
  return known.graph;
}

function lay(machine) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ nodesep: NODE.gap, ranksep: NODE.rank, edgesep: 16 });
  machine.states.forEach((state, number) => {
    const longest = Math.max(state.name.length + 2, label(state).length);
    graph.setNode(`${number}`, { width: Math.max(110, longest * CHARACTER + 26), height: NODE.height });
  });
  machine.transitions.forEach((transition, number) => {
    const text = lines(transition);
    graph.setEdge(`${transition.from}`, `${transition.to}`,
      { width: text.length * 6.4 + 8, height: 16, labelpos: 'c', weight: transition.exit === 'early' ? 1 : 3 }, `${number}`);
  });
  dagre.layout(graph);
  return graph;
}

/** How much room the drawing takes: the layout leaves the labels of loops out of its own. */
function extent(layout) {
  const { width, height } = layout.graph();
  const ends = layout.edges().map((edge) => layout.edge(edge)).map(({ x, width: label }) => x + label / 2 + 4);
  return { width: Math.max(width, ...ends), height };
}

function label(state) {
  if (state.kind === 'uninitialized') return 'not polled yet';
  if (state.kind === 'done') return 'returned';
  return shortened(state.kind.awaiting.text, 30);
}

export function shortened(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** `23–24`: the lines of the code on the way. */
function lines({ code, exit }) {
  const first = Math.min(...code.map(({ range }) => range.start.line));
  const last = Math.max(...code.map(({ range }) => range.end.line));
  const where = code.length === 0 ? '' : first === last ? `${first}` : `${first}–${last}`;
  return exit === 'early' ? `${where} ?`.trim() : where;
}

function drawState(machine, number, { x, y, width, height }) {
  const state = machine.states[number];
  const left = x - width / 2;
  return s('g', { class: `state ${hue(number, machine.states.length)}`, role: 'button', tabindex: 0, 'aria-label': `State ${state.name}`, 'data-state': number },
    s('rect', { x: left, y: y - height / 2, width, height, rx: 9 }),
    s('circle', { cx: left + 15, cy: y - 8, r: 4 }),
    s('text', { class: 'name', x: left + 26, y: y - 4 }, state.name),
    s('text', { class: 'what', x: left + 14, y: y + 14 }, label(state)));
}

function drawWay(transition, { x, y }, path, choose) {
  const text = lines(transition);
  const kind = transition.exit === 'early' ? 'way early' : 'way';
  return s('g', { class: kind, onclick: choose },
    s('title', {}, transition.code.map(({ text }) => text).join('\n') || 'no code'),
    s('path', { class: 'wide', d: path }),
    s('path', { class: 'line', d: path, 'marker-end': 'url(#arrow)' }),
    text && s('g', {}, s('rect', { class: 'behind', x: x - text.length * 3.4 - 4, y: y - 8, width: text.length * 6.8 + 8, height: 16, rx: 4 }),
      s('text', { class: 'lines', x, y: y + 4 }, text)));
}

/** From the right side of a state back to it, around the label: a third of the control points further out than that is. */
function loop({ x, y, width }, label) {
  const right = x + width / 2;
  const out = right + (label.x - right) * 4 / 3;
  return `M${right} ${y - 11} C${out} ${y - 30} ${out} ${y + 30} ${right} ${y + 11}`;
}

/** Through the middles between the points, bent at the points. */
function curve(points) {
  const [first, ...rest] = points;
  let path = `M${first.x} ${first.y}`;
  for (let at = 0; at < rest.length - 1; at++) {
    const [here, next] = [rest[at], rest[at + 1]];
    const end = at === rest.length - 2 ? next : { x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 };
    path += ` Q${here.x} ${here.y} ${end.x} ${end.y}`;
  }
  if (rest.length === 1) path += ` L${rest[0].x} ${rest[0].y}`;
  return path;
}

function onKey(event, number, nodes, choose) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step) {
    const next = nodes[(number + step + nodes.length) % nodes.length];
    next.focus();
    next.dispatchEvent(new MouseEvent('click'));
  } else if (event.key === 'Enter' || event.key === ' ') {
    choose();
  } else {
    return;
  }
  event.preventDefault();
}
