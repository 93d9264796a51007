/** The editor's mark on the place of an error; the next change of the text takes it away. */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { offsetOfPosition, wordAt } from './statement-position.ts';

/** The 1-based code point of the error, or null to clear. */
export const markError = StateEffect.define<number | null>();

const mark = Decoration.mark({ class: 'editor-error' });

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(current, transaction) {
    let next = transaction.docChanged ? Decoration.none : current;
    for (const effect of transaction.effects) {
      if (effect.is(markError)) next = decorationsFor(transaction.newDoc.toString(), effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorationsFor(sql: string, position: number | null): DecorationSet {
  if (position === null || sql === '') return Decoration.none;
  const { from, to } = wordAt(sql, offsetOfPosition(sql, position));
  return Decoration.set([mark.range(from, to)]);
}

export const errorMark: Extension = marks;
