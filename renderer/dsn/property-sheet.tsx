/**
 * The dialog behind Add… and Configure…: loads the data source and keeps the sign-in that may be started from
 * it. The editing itself is in `sheet-editor.tsx`.
 */
import { useMemo, useState } from 'react';
import type { DsnEntry, DsnScope } from '../../engine/admin/contract.ts';
import { Dialog } from '../controls/dialog.tsx';
import { useUnsavedGuard } from '../controls/use-unsaved-guard.ts';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { useSignIn } from '../sign-in/use-sign-in.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { carryOver, emptyDraft, isChanged, type Draft } from './draft.ts';
import type { PageName } from './property-pages.ts';
import { SheetEditor } from './sheet-editor.tsx';
import { useSavedDraft } from './use-saved-draft.ts';
import './property-sheet.css';

const text = messages.sheet;

export interface PropertySheetProps {
  readonly scope: DsnScope;
  /** Null adds a new data source. */
  readonly original: DsnEntry | null;
  /** Where a new data source begins: what was typed elsewhere. */
  readonly start?: Draft;
  /** The page to open on. */
  readonly page?: PageName;
  readonly onClose: () => void;
}

interface Edited {
  readonly draft: Draft;
  /** The draft that was loaded when the edits began. */
  readonly of: Draft;
  /** What was saved of them, without the sheet being closed. */
  readonly handedOver?: Draft;
}

/** What was loaded anew, after a sign-in for example, takes the place of what has been saved; later edits stay. */
function current(edited: Edited | null, loaded: Draft): Draft {
  if (edited === null) return loaded;
  const { draft, of, handedOver = of } = edited;
  return of === loaded ? draft : carryOver(draft, handedOver, loaded);
}

export function PropertySheet({ scope, original, start = emptyDraft, page, onClose }: PropertySheetProps) {
  const [saved, setSaved] = useState(original);
  const { loaded, failure, load } = useSavedDraft(original);
  const [edited, setEdited] = useState<Edited | null>(() =>
    original === null && loaded !== null ? { draft: start, of: loaded.draft } : null,
  );
  const [asksToDiscard, setAsksToDiscard] = useState(false);
  const { begin, window: signInWindow } = useSignIn(load);

  const fresh = loaded?.draft;
  // One object as long as nothing changes: a test of the connection is about the draft that it was made with.
  const draft = useMemo(() => (fresh === undefined ? undefined : current(edited, fresh)), [edited, fresh]);
  // The name that a new file was given before is no work that could be lost.
  const unchanged = saved === null && scope === 'file' ? start : loaded?.draft;
  const isDirty = unchanged !== undefined && draft !== undefined && isChanged(draft, unchanged);
  useUnsavedGuard(isDirty);
  const cancel = () => {
    if (isDirty) setAsksToDiscard(true);
    else onClose();
  };
  const signIn = (entry: DsnEntry, handedOver: Draft) => {
    setSaved(entry);
    setEdited((now) => now && { ...now, handedOver });
    begin(entry);
  };
  return (
    <Dialog
      size="large"
      title={saved === null ? text.titleAdd(scope) : text.titleConfigure(saved.name)}
      onCancel={cancel}
    >
      {loaded === null || draft === undefined ? (
        <div className="sheet-loading quiet">
          {failure === null ? messages.loading : <FailureNote failure={failure} />}
        </div>
      ) : (
        <SheetEditor
          scope={scope}
          saved={saved}
          draft={draft}
          savedDraft={loaded.draft}
          firstPage={page ?? 'Basic'}
          isDirty={isDirty}
          onChange={(changed) => setEdited({ draft: changed, of: loaded.draft })}
          notices={loaded.notices}
          failure={failure}
          onSignIn={signIn}
          onReload={load}
          onCancel={cancel}
          onClose={onClose}
        />
      )}
      {asksToDiscard && <DiscardDialog onDiscard={onClose} onKeep={() => setAsksToDiscard(false)} />}
      {signInWindow}
    </Dialog>
  );
}
