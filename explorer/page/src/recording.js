// A recording: what a program's tasks did, poll by poll, as lines of JSON.

/**
 * Reads one: `{ machines, tasks, steps, leftOut, end }`. Times are nanoseconds since the recording began.
 *
 * Throws an `Error` that names the line if it is none.
 */
export function read(text) {
  const recording = { machines: new Map(), tasks: new Map(), steps: [], leftOut: 0, end: 1 };
  const lines = text.split('\n').map((line, number) => ({ line, number })).filter(({ line }) => line.trim() !== '');
  if (lines.length === 0) throw new Error('The recording is empty.');
  for (const { line, number } of lines) {
    let event;
    try {
      event = JSON.parse(line);
    } catch {
      throw new Error(`Line ${number + 1} is no JSON: this is no recording.`);
    }
    take(recording, event, number + 1);
  }
  if (recording.steps.length === 0) throw new Error('There is no poll in this recording.');
  recording.steps.forEach((step, number) => { step.number = number; });
  return recording;
}

const KINDS = {
  recording() {},
  machine(recording, event) {
    check(isNumber(event.machine), isText(event.function), isText(event.file), event.states.every(({ name }) => isText(name)));
    recording.machines.set(event.machine, described(event));
  },
  task(recording, { task, name, machine, at }) {
    check(isNumber(task), isText(name));
    recording.tasks.set(task, { task, name, machine, at, steps: [], wakes: [] });
  },
  poll: step,
  cancel: step,
  wake(recording, event) {
    check(isNumber(event.task), isNumber(event.at), isText(event.by));
    taskOf(recording, event).wakes.push(event);
  },
  'left-out'(recording, { events }) {
    check(isNumber(events));
    recording.leftOut += events;
  },
};

function take(recording, event, line) {
  try {
    check(Object.hasOwn(KINDS, event.kind));
    KINDS[event.kind](recording, event);
  } catch {
    throw new Error(`Line ${line} is no event of a recording.`);
  }
  if (event.at) recording.end = Math.max(recording.end, event.at + (event.took ?? 0));
}

/** Whoever gives us a recording may have made it by hand. */
function check(...conditions) {
  if (conditions.includes(false)) throw new Error('it is another');
}

const isNumber = (value) => Number.isFinite(value) && value >= 0;
const isText = (value) => typeof value === 'string';
const isPlace = ({ machine, state, locals = [] }) => isNumber(machine) && isNumber(state) && locals.every(({ name }) => isText(name));

function taskOf(recording, { task, at }) {
  const known = recording.tasks.get(task) ?? { task, name: `task ${task}`, at, steps: [], wakes: [] };
  recording.tasks.set(task, known);
  return known;
}

/** A poll, or a cancellation: what one steps through. */
function step(recording, event) {
  const { tree = [], took = 0 } = event;
  check(isNumber(event.task), isNumber(event.at), isNumber(took), tree.every(isPlace));
  const task = taskOf(recording, event);
  const from = event.from ?? event.state;
  const last = { ...event, from, to: event.kind === 'cancel' ? null : event.to, tree };
  recording.steps.push(last);
  task.steps.push(last);
}

/** Who has woken the task since the step before. */
export function wokenBy(step, { tasks }) {
  const { steps, wakes } = tasks.get(step.task);
  const before = steps[steps.indexOf(step) - 1]?.at ?? 0;
  const names = wakes.filter(({ at }) => before <= at && at <= step.at).map(({ by }) => {
    const task = tasks.get(Number(/^task (\d+)$/.exec(by)?.[1] ?? NaN));
    return task ? `\`${task.name}\`` : `the thread \`${by}\``;
  });
  return [...new Set(names)];
}

/** The tables of a machine in the shape that the server describes machines in. */
function described(machine) {
  const range = ({ line, column, end_line, end_column }) => ({ start: { line, column }, end: { line: end_line, column: end_column } });
  const isLocal = ({ content }) => ['used', 'unused'].includes(content);
  const locals = [...new Set(machine.states.flatMap(({ fields }) => fields.filter(isLocal).map(({ name }) => name)))];
  const states = machine.states.map((state) => ({
    ...state,
    kind: state.kind.awaiting ? { awaiting: { text: state.kind.awaiting.text, range: range(state.kind.awaiting) } } : state.kind,
    drops: state.drops.map(({ field, certain }) => ({ field, certain, local: locals.includes(field) ? locals.indexOf(field) : null })),
  }));
  const kept = machine.states.map(({ fields }) => fields.filter(isLocal).map(({ name, content }) =>
    ({ local: locals.indexOf(name), why: content === 'used' ? 'later' : 'drop', certain: true })));
  const transitions = machine.transitions.map((transition) =>
    ({ ...transition, code: transition.code.map((code) => ({ text: code.text, range: range(code) })) }));
  return {
    ...machine, name: machine.function, kept, warnings: [],
    machine: { ...machine, states, transitions, locals: locals.map((name) => ({ name, kind: 'local' })) },
  };
}

/** `1.2 ms` */
export function duration(nanoseconds) {
  const [unit, size] = [['s', 1e9], ['ms', 1e6], ['µs', 1e3]].find(([, size]) => nanoseconds >= size) ?? ['ns', 1];
  const number = nanoseconds / size;
  return `${number >= 100 || size === 1 ? Math.round(number) : number.toPrecision(3).replace(/\.?0+$/, '')} ${unit}`;
}
