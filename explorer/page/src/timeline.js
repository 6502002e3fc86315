// All tasks of a recording, one lane each, over time: each poll a bar in the colour of the state that it ends in.

import { h } from './dom.js';
import { duration } from './recording.js';

const LANE = 20;
const NAMES = 150;

/** Draws into `parent`. `seek(step)` is told where somebody clicks. */
export class Timeline {
  constructor(parent, recording, seek) {
    this.recording = recording;
    this.tasks = [...recording.tasks.values()];
    this.lanes = new Map(this.tasks.map(({ task }, lane) => [task, lane]));
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    const room = h('div', {}, this.canvas);
    room.style.height = `${this.tasks.length * LANE}px`;
    this.box = h('div', { class: 'lanes', onscroll: () => this.draw() }, room);
    this.now = 0;
    parent.append(this.box);
    this.canvas.addEventListener('pointerdown', (event) => seek(this.#nearest(event)));
    this.canvas.addEventListener('pointermove', (event) => {
      const step = this.#nearest(event);
      const { name } = recording.tasks.get(step.task);
      this.canvas.title = `${name}: poll at ${duration(step.at)}, took ${duration(step.took ?? 0)}`;
      if (event.buttons === 1) seek(step);
    });
    new ResizeObserver(() => this.draw()).observe(this.box);
  }

  /** Puts the mark at a step. */
  show(step) {
    this.now = step;
    const top = this.lanes.get(step.task) * LANE;
    const { scrollTop, clientHeight } = this.box;
    if (top < scrollTop || top + LANE > scrollTop + clientHeight) this.box.scrollTop = top - clientHeight / 2;
    this.draw();
  }

  get #left() {
    return this.box.clientWidth < 500 ? 84 : NAMES;
  }

  #x(at) {
    return this.#left + (at / this.recording.end) * (this.box.clientWidth - this.#left - 16);
  }

  #nearest({ offsetX, offsetY }) {
    const lane = Math.floor((offsetY + this.box.scrollTop) / LANE);
    const task = this.tasks[Math.min(this.tasks.length - 1, Math.max(0, lane))];
    const steps = task.steps.length > 0 ? task.steps : this.recording.steps;
    const distance = (step) => Math.abs(this.#x(step.at) - offsetX);
    return steps.reduce((best, step) => (distance(step) < distance(best) ? step : best));
  }

  /** Draws the lanes that can be seen. */
  draw() {
    const { clientWidth: width, clientHeight: height, scrollTop } = this.box;
    if (width === 0) return;
    const ratio = window.devicePixelRatio;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    const context = this.canvas.getContext('2d');
    context.scale(ratio, ratio);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`);
    const first = Math.floor(scrollTop / LANE);
    const seen = this.tasks.slice(first, Math.ceil((scrollTop + height) / LANE));
    context.save();
    context.translate(0, -scrollTop);
    seen.forEach((task, lane) => this.#lane(context, colour, task, (first + lane) * LANE));
    context.restore();
    const x = this.#x(this.now?.at ?? 0);
    context.fillStyle = colour('accent');
    context.fillRect(x - 1, 0, 2, height);
  }

  #lane(context, colour, task, top) {
    const isNow = this.now?.task === task.task;
    if (isNow) {
      context.fillStyle = colour('accent-soft');
      context.fillRect(0, top, this.box.clientWidth, LANE);
    }
    context.fillStyle = colour(isNow ? 'ink' : 'quiet');
    context.font = `11.5px ${colour('mono')}`;
    context.fillText(fit(context, task.name, this.#left - 18), 10, top + 14);
    const count = this.recording.machines.get(task.machine)?.machine.states.length ?? 3;
    const hue = (state) => colour(state === null || state === 0 || state >= count - 1 ? 'hue-none' : `hue-${(state - 1) % 8}`);
    task.steps.forEach((step, number) => {
      const from = this.#x(step.at + (step.took ?? 0));
      const next = task.steps[number + 1];
      context.fillStyle = hue(step.to);
      context.globalAlpha = 0.35;
      if (next && !step.ready) context.fillRect(from, top + 8, this.#x(next.at) - from, 4);
      context.globalAlpha = 1;
      const x = this.#x(step.at);
      if (step.kind === 'cancel') cross(context, x, top + LANE / 2, colour('bad'));
      else context.fillRect(x, top + 4, Math.max(3, from - x), 12);
    });
    context.fillStyle = colour('note');
    task.wakes.forEach(({ at }) => context.fillRect(this.#x(at) - 0.5, top + 2, 1.5, 5));
  }
}

function cross(context, x, y, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x - 4, y - 4);
  context.lineTo(x + 4, y + 4);
  context.moveTo(x + 4, y - 4);
  context.lineTo(x - 4, y + 4);
  context.stroke();
}

function fit(context, text, width) {
  // Tasks often differ in the number at the end.
  for (let cut = 0; cut < text.length; cut++) {
    const shown = cut === 0 ? text : `…${text.slice(cut)}`;
    if (context.measureText(shown).width <= width) return shown;
  }
  return '';
}
