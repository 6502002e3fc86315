// Places as the server tells them: line and column from 1, the column in characters. CodeMirror counts UTF-16 units from
// the start of the text.

/** The offset of a place in a document of CodeMirror; the nearest one if the document is shorter. */
export function offset(doc, { line, column }) {
  if (line < 1) return 0;
  if (line > doc.lines) return doc.length;
  const { from, text } = doc.line(line);
  return from + unitsBefore(text, column - 1);
}

/** From and to of a range that begins and ends at such places. */
export function span(doc, range) {
  const from = offset(doc, range.start);
  return { from, to: Math.max(from, offset(doc, range.end)) };
}

function unitsBefore(text, characters) {
  let units = 0;
  for (const character of text) {
    if (characters-- <= 0) break;
    units += character.length;
  }
  return units;
}

/** Does the range hold the place? */
export function holds(range, { line, column }) {
  const { start, end } = range;
  const begun = line > start.line || (line === start.line && column >= start.column);
  const ended = line > end.line || (line === end.line && column >= end.column);
  return begun && !ended;
}

/** The place of an offset. */
export function place(doc, at) {
  const { number, from, text } = doc.lineAt(at);
  return { line: number, column: [...text.slice(0, at - from)].length + 1 };
}
