/**
 * Text that replaces a selection, put in by the editor instead of the browser. Chromium's own editing would put a
 * `style` attribute on what it inserts there, which the page's policy blocks and reports.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export const typedOverSelection: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const text = event.data;
    if (event.inputType !== 'insertText' || event.isComposing || text === null) return false;
    const { from, to } = selectedRange(view);
    if (from === to) return false;
    const insert = () =>
      view.state.update({
        changes: { from, to, insert: view.state.toText(text) },
        selection: { anchor: from + view.state.toText(text).length },
        // One character asks for completion, a whole text does not.
        userEvent: text.length === 1 ? 'input.type' : 'input.paste',
        scrollIntoView: true,
      });
    // Other extensions have a say first: brackets are put around a selection, for example.
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handler) => handler(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

/** The selection of the page: the editor hears of a new one a moment later, and a program may type before that. */
function selectedRange(view: EditorView): { readonly from: number; readonly to: number } {
  const { anchorNode, anchorOffset, focusNode, focusOffset } =
    view.contentDOM.ownerDocument.getSelection() ?? {};
  const isInside =
    view.contentDOM.contains(anchorNode ?? null) && view.contentDOM.contains(focusNode ?? null);
  if (!isInside || !anchorNode || !focusNode) return view.state.selection.main;
  const anchor = view.posAtDOM(anchorNode, anchorOffset);
  const focus = view.posAtDOM(focusNode, focusOffset);
  return { from: Math.min(anchor, focus), to: Math.max(anchor, focus) };
}
