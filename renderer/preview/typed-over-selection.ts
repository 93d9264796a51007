/**
 * Typing over a selection, done by the editor instead of the browser. Chromium's own editing would put a `style`
 * attribute on what it inserts there, which the page's policy blocks and reports.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export const typedOverSelection: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main } = view.state.selection;
    const text = event.data;
    if (event.inputType !== 'insertText' || event.isComposing || text === null || main.empty) return false;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: 'input.type' });
    // Other extensions have a say first: brackets are put around a selection, for example.
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handler) => handler(view, main.from, main.to, text, insert))) view.dispatch(insert());
    return true;
  },
});
