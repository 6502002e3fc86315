// What is asked of the server that the page comes from.

/** The functions in a text as machines, or `{ error }`. Rejects with an `AbortError` if `signal` says so. */
export async function machines(source, signal) {
  const answer = await fetch('api/machine', { method: 'POST', body: source, signal });
  const type = answer.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return flat(await answer.json());
  return { error: { message: (await answer.text()) || `the server answered ${answer.status}` } };
}

/** The parts of a machine beside each other. */
function flat({ error, functions = [] }) {
  const parts = ({ machine, ...rest }) => ({ ...rest, machine: machine?.description, kept: machine?.kept, warnings: machine?.warnings });
  return error ? { error } : { functions: functions.map(parts) };
}

/** The recording that the server was started with, or `null`. Throws an `Error` with the server's words if that cannot be had. */
export async function recording() {
  const answer = await fetch('api/recording');
  if (answer.status === 204) return null;
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** The examples to pick from: `[{ title, file, function, source }]`. */
export async function examples() {
  return (await fetch('api/examples')).json();
}
