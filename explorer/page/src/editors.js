// The two editors: the source, and the machine that is read only.

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { rust } from '@codemirror/lang-rust';
import {
  HighlightStyle, bracketMatching, codeFolding, foldEffect, foldGutter, foldKeymap, foldedRanges, indentOnInput, indentUnit,
  syntaxHighlighting, unfoldEffect,
} from '@codemirror/language';
import { diagnosticCount, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration, EditorView, ViewPlugin, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.modifier, tags.self], class: 'tok-keyword' },
  { tag: [tags.typeName, tags.className, tags.namespace], class: 'tok-type' },
  { tag: [tags.string, tags.special(tags.string), tags.character], class: 'tok-string' },
  { tag: [tags.number, tags.bool], class: 'tok-number' },
  { tag: [tags.lineComment, tags.blockComment, tags.comment], class: 'tok-comment' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.macroName], class: 'tok-call' },
  { tag: [tags.attributeName, tags.meta, tags.annotation], class: 'tok-meta' },
]);

/** Marks that come from outside: a set of decorations for each of the names. */
const mark = StateEffect.define();
const marks = StateField.define({
  create: () => ({}),
  update(sets, transaction) {
    let next = sets;
    if (transaction.docChanged) {
      next = Object.fromEntries(Object.entries(sets).map(([name, set]) => [name, set.map(transaction.changes)]));
    }
    for (const effect of transaction.effects) {
      if (effect.is(mark)) next = { ...next, ...effect.value };
    }
    return next;
  },
  provide: (field) => EditorView.decorations.computeN([field], (state) => Object.values(state.field(field))),
});

const common = [
  lineNumbers(), drawSelection(), bracketMatching(), highlightSelectionMatches(), rust(), syntaxHighlighting(colours), marks,
  keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...foldKeymap, ...lintKeymap]),
];

/** Where the function is written. `changed()` and `moved(offset)` are told what happens in it. */
export function sourceEditor(parent, { changed, moved }) {
  const told = EditorView.updateListener.of((update) => {
    if (update.docChanged) changed();
    else if (update.selectionSet) moved(update.state.selection.main.head);
  });
  const extensions = [
    common, history(), indentOnInput(), indentUnit.of('    '), highlightActiveLine(), highlightActiveLineGutter(), lintGutter(),
    EditorView.contentAttributes.of({ 'aria-label': 'Source', spellcheck: 'false' }), told,
  ];
  return new EditorView({ parent, state: EditorState.create({ extensions }) });
}

const wrapping = new Compartment();

/** Breaks long lines, or lets them run on. */
export function setWrapping(view, on) {
  view.dispatch({ effects: wrapping.reconfigure(on ? EditorView.lineWrapping : []) });
}

/** Puts the caret at the beginning of a line, which comes near the top. */
export function begin(view, number) {
  const { from } = view.state.doc.line(number);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 48 }) });
}

/** Puts `text` in the place of what is there. Only what differs is replaced, so that the rest need not be parsed anew. */
export function show(view, text) {
  const before = view.state.doc.toString();
  if (before === text) return;
  const shorter = Math.min(before.length, text.length);
  let first = 0;
  while (first < shorter && before.charCodeAt(first) === text.charCodeAt(first)) first++;
  let last = 0;
  while (last < shorter - first && before.charCodeAt(before.length - 1 - last) === text.charCodeAt(text.length - 1 - last)) last++;
  view.dispatch({ changes: { from: first, to: before.length - last, insert: text.slice(first, text.length - last) } });
}

/**
 * Marks pieces of the text, by the names of the sets that these replace: `{ line, class }` is a whole line, `{ from, to, class }`
 * a piece of one. All at once, because each change has the editor look at its layout.
 */
export function setMarks(view, sets) {
  const { doc } = view.state;
  const decoration = (piece) => {
    if (piece.line) {
      const at = piece.line <= doc.lines ? doc.line(piece.line).from : null;
      return at === null ? [] : [Decoration.line({ class: piece.class, attributes: piece.attributes }).range(at)];
    }
    if (piece.from >= piece.to || piece.to > doc.length) return [];
    return [Decoration.mark({ class: piece.class, attributes: piece.attributes }).range(piece.from, piece.to)];
  };
  const found = Object.entries(sets).map(([name, pieces]) => [name, Decoration.set(pieces.flatMap(decoration), true)]);
  const changed = found.filter(([name, set]) => set.size > 0 || view.state.field(marks)[name]?.size > 0);
  if (changed.length > 0) view.dispatch({ effects: mark.of(Object.fromEntries(changed)) });
}

/** Complaints at their places. */
export function setComplaints(view, complaints) {
  if (complaints.length + diagnosticCount(view.state) > 0) view.dispatch(setDiagnostics(view.state, complaints));
}

/** The paths that generated code spells out, so that nothing of the user's is in their way. */
const PATHS = /::(?:core|std|manual_async)(?:::[a-z_]+)*::(?=[A-Za-z_{])/g;

const compacting = new Compartment();
const hidden = Decoration.replace({});

/** Leaves out the paths of generated code, and half of the indentation. */
const compact = ViewPlugin.fromClass(class {
  constructor(view) {
    this.decorations = this.find(view);
  }

  update(update) {
    if (update.docChanged || update.viewportChanged) this.decorations = this.find(update.view);
  }

  find({ state, visibleRanges }) {
    const hide = (from, length) => (length > 0 ? [hidden.range(from, from + length)] : []);
    const found = [];
    for (const { from, to } of visibleRanges) {
      for (let at = from; at <= to;) {
        const line = state.doc.lineAt(at);
        found.push(...hide(line.from, line.text.search(/\S|$/) >> 1));
        for (const match of line.text.matchAll(PATHS)) found.push(...hide(line.from + match.index, match[0].length));
        at = line.to + 1;
      }
    }
    return Decoration.set(found, true);
  }
}, { decorations: (plugin) => plugin.decorations });

/** Shows a machine compactly, or as it is. */
export function setCompact(view, on) {
  view.dispatch({ effects: compacting.reconfigure(on ? compact : []) });
}

/** Where the machine is read. */
export function machineEditor(parent) {
  const extensions = [
    common, codeFolding({ placeholderText: '…' }), foldGutter(), wrapping.of([]), compacting.of(compact), EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ 'aria-label': 'Machine', tabindex: '0' }), EditorView.editable.of(false),
  ];
  return new EditorView({ parent, state: EditorState.create({ extensions }) });
}

/** Folds lines away, down to the end of the last; `first` stays. What else is folded does not stay so. */
export function fold(view, lines) {
  const { doc } = view.state;
  const wanted = lines.filter(({ first, last }) => last <= doc.lines && first < last)
    .map(({ first, last }) => ({ from: doc.line(first).to, to: doc.line(last).to }));
  const before = [];
  foldedRanges(view.state).between(0, doc.length, (from, to) => { before.push({ from, to }); });
  const isIn = (list) => ({ from, to }) => list.some((other) => other.from === from && other.to === to);
  const effects = [
    ...before.filter((range) => !isIn(wanted)(range)).map((range) => unfoldEffect.of(range)),
    ...wanted.filter((range) => !isIn(before)(range)).map((range) => foldEffect.of(range)),
  ];
  if (effects.length > 0) view.dispatch({ effects });
}

/** Brings a line to where it is seen, if it is not. */
export function reveal(view, line) {
  const { doc } = view.state;
  if (line < 1 || line > doc.lines) return;
  const at = doc.line(line).from;
  const block = view.lineBlockAt(at);
  const { scrollTop, clientHeight } = view.scrollDOM;
  if (block.top >= scrollTop && block.bottom <= scrollTop + clientHeight) return;
  view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) });
}
