/** What the engine can doubt of a data source that was just saved, over the list to which its sheet gives way. */
import { useStore } from 'zustand';
import type { DsnScope, Output, Property } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import type { WindowState } from '../stores/window-store.ts';

export function SavedNotices({ scope }: { readonly scope: DsnScope }) {
  const { window } = useServices();
  const saved = useStore(window, (state) => state.savedWith);
  if (saved === null || saved.dsn.scope !== scope) return null;
  return (
    <>
      {saved.notices.map(({ message, hint }, index) => (
        <NoticeNote key={message} tone="warning" message={message} hint={hint}>
          {index === saved.notices.length - 1 && (
            <Button onPress={() => window.setState({ savedWith: null })}>
              {messages.dsn.dismissNotices}
            </Button>
          )}
        </NoticeNote>
      ))}
    </>
  );
}

/** What the window shows from now on: the row, and notices other than those at the fields of the form. */
export function afterSaving(
  { entry: { name, scope }, notices = [] }: Output<'dsn.save'>,
  properties: readonly Property[],
): Pick<WindowState, 'selected' | 'savedWith'> {
  const dsn = { name, scope };
  const shown = new Set(
    properties.flatMap((property) =>
      (property.doubts ?? []).map(({ message }) => `${property.name}: ${message}`),
    ),
  );
  const others = notices.filter(({ message }) => !shown.has(message));
  return { selected: dsn, savedWith: others.length === 0 ? null : { dsn, notices: others } };
}
