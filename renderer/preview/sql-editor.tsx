/** The SQL editor: CodeMirror, with the statement kept by the caller, so that it outlives this view. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type RefObject } from 'react';
import { messages } from '../messages.ts';
import { errorMark, markError } from './error-mark.ts';
import { highlighting } from './highlighting.ts';
import type { CatalogState } from './catalog-store.ts';
import { sqlLanguage } from './sql-language.ts';
import { typedOverSelection } from './typed-over-selection.ts';
import './sql-editor.css';

/** What others may do with the editor. */
export interface EditorHandle {
  /** Puts a text where the cursor is, or in the place of what is selected, and gives the editor the focus. */
  insert(text: string): void;
  /** Writes a statement behind those that are there, and selects it: what is selected runs alone. */
  addStatement(statement: string): void;
  /** What is selected, unless that is nothing or only space. */
  selected(): string | undefined;
}

export interface SqlEditorProps {
  readonly sql: string;
  readonly onChange: (sql: string) => void;
  readonly onSelect: (text: string | undefined) => void;
  readonly onRun: () => void;
  readonly names: CatalogState;
  readonly handle: RefObject<EditorHandle | null>;
  /** The 1-based code point of an error in the statement shown. */
  readonly errorPosition: number | null;
}

export function SqlEditor(props: SqlEditorProps) {
  const { sql, onChange, onSelect, onRun, names, handle, errorPosition } = props;
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [language] = useState(() => new Compartment());
  const report = useEffectEvent(onChange);
  const tellSelection = useEffectEvent(onSelect);
  const run = useEffectEvent(onRun);
  const initial = useEffectEvent(() =>
    EditorState.create({
      doc: sql,
      extensions: [
        // Before the default keymap, which would insert a blank line.
        keymap.of(
          ['Mod-Enter', 'F5'].map((key) => ({
            key,
            run: (editor) => {
              closeCompletion(editor);
              run();
              return true;
            },
          })),
        ),
        language.of(sqlLanguage(names)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) report(update.state.doc.toString());
          if (update.docChanged || update.selectionSet) tellSelection(selectedText(update.state));
        }),
        ...fixedExtensions(),
      ],
    }),
  );

  useEffect(() => {
    if (place.current === null) return undefined;
    const created = new EditorView({ state: initial(), parent: place.current });
    setView(created);
    // What opened the preview has gone from under the keyboard; a tab would still have it.
    if (document.activeElement === document.body) created.focus();
    return () => created.destroy();
  }, []);
  useImperativeHandle(handle, () => handleOf(view), [view]);
  useEffect(() => {
    view?.dispatch({ effects: language.reconfigure(sqlLanguage(names)) });
  }, [view, language, names]);
  useEffect(() => {
    view?.dispatch({ effects: markError.of(errorPosition) });
  }, [view, errorPosition]);
  useEffect(() => {
    // Another view may set the statement; what is typed here is already the same.
    if (view === null || view.state.doc.toString() === sql) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: sql } });
  }, [view, sql]);

  return <div ref={place} className="editor" />;
}

function selectedText(state: EditorState): string | undefined {
  const { from, to } = state.selection.main;
  const text = state.sliceDoc(from, to);
  return text.trim() === '' ? undefined : text;
}

function handleOf(view: EditorView | null): EditorHandle {
  return {
    insert(text) {
      view?.dispatch({ ...view.state.replaceSelection(text), scrollIntoView: true });
      view?.focus();
    },
    addStatement(statement) {
      if (view === null) return;
      const { doc } = view.state;
      const before = doc.toString().trimEnd();
      const gap = before === '' ? '' : '\n\n';
      const anchor = before.length + gap.length;
      view.dispatch({
        changes: { from: before.length, to: doc.length, insert: gap + statement },
        selection: before === '' ? { anchor: statement.length } : { anchor, head: anchor + statement.length },
        scrollIntoView: true,
      });
      view.focus();
    },
    selected: () => (view === null ? undefined : selectedText(view.state)),
  };
}

/** The editor's own way closes a list that is open, but not one that is still on its way. */
const completionLeavesWithFocus = EditorView.domEventHandlers({
  blur: (_event, editor) => void closeCompletion(editor),
});

function fixedExtensions(): Extension[] {
  return [
    EditorView.cspNonce.of(cspNonce()),
    EditorView.contentAttributes.of({ 'aria-label': messages.preview.editor, spellcheck: 'false' }),
    EditorView.lineWrapping,
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    completionLeavesWithFocus,
    search({ top: true }),
    highlightSelectionMatches(),
    syntaxHighlighting(highlighting),
    placeholder(messages.preview.placeholder),
    errorMark,
    typedOverSelection,
    // Tab is not bound: it leads out of the editor, as everywhere in the window.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
  ];
}

/** The host writes a nonce into the page; the editor's own style element needs it. */
function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
