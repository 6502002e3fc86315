// The source in the fragment of the address: it goes to nobody but whoever gets the link.

/** An address that opens with this source. */
export async function link(source) {
  const packed = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(source));
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  const url = new URL(location.href);
  url.hash = `source=${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
  return url.href;
}

/** The source in the address that the page was opened with, or `null`. */
export async function shared() {
  const packed = new URLSearchParams(location.hash.slice(1)).get('source');
  if (!packed) return null;
  try {
    const bytes = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const unpacked = await through(new DecompressionStream('deflate-raw'), Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
    return new TextDecoder('utf-8', { fatal: true }).decode(unpacked);
  } catch {
    return null;
  }
}

/** More than this is no function that somebody shares. */
const LIMIT = 1 << 20;

async function through(stream, bytes) {
  const parts = [];
  let length = 0;
  for await (const part of chunks(new Blob([bytes]).stream().pipeThrough(stream))) {
    length += part.length;
    if (length > LIMIT) throw new RangeError('too much');
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function* chunks(stream) {
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}
