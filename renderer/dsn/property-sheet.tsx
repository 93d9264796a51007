/**
 * The dialog behind Add… and Configure…: loads the data source and keeps the sign-in that may be started from
 * it. The editing itself is in `sheet-editor.tsx`.
 */
import { useState } from 'react';
import type { DsnEntry, DsnScope } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { useUnsavedGuard } from '../controls/use-unsaved-guard.ts';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { SignInDialog } from '../sign-in/sign-in-dialog.tsx';
import { openInBrowser } from '../sign-in/open-in-browser.ts';
import { startSignIn, type SignInFlow } from '../sign-in/sign-in-flow.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { isChanged, type Draft } from './draft.ts';
import type { PageName } from './property-pages.ts';
import { SheetEditor } from './sheet-editor.tsx';
import { useSavedDraft, type LoadedDraft } from './use-saved-draft.ts';
import './property-sheet.css';

const text = messages.sheet;

export interface PropertySheetProps {
  readonly scope: DsnScope;
  /** Null adds a new data source. */
  readonly original: DsnEntry | null;
  /** The page it opens on; the first unless another is asked for. */
  readonly page?: PageName | undefined;
  readonly onClose: () => void;
}

export function PropertySheet({ scope, original, page, onClose }: PropertySheetProps) {
  const { engine } = useServices();
  const [saved, setSaved] = useState(original);
  const { loaded, failure, load } = useSavedDraft(original);
  const [edited, setEdited] = useState<{ readonly draft: Draft; readonly of: LoadedDraft } | null>(null);
  const [asksToDiscard, setAsksToDiscard] = useState(false);
  const [flow, setFlow] = useState<SignInFlow | null>(null);

  // What was loaded anew, after a sign-in for example, replaces what was edited; it has been saved before.
  const draft = edited !== null && edited.of === loaded ? edited.draft : loaded?.draft;
  const isDirty = loaded !== null && draft !== undefined && isChanged(draft, loaded.draft);
  useUnsavedGuard(isDirty);
  const cancel = () => {
    if (isDirty) setAsksToDiscard(true);
    else onClose();
  };
  const signIn = (entry: DsnEntry) => {
    flow?.end();
    setSaved(entry);
    setFlow(startSignIn(engine, entry, openInBrowser));
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
          firstPage={page}
          draft={draft}
          isDirty={isDirty}
          onChange={(changed) => setEdited({ draft: changed, of: loaded })}
          notices={loaded.notices}
          onSignIn={signIn}
          onCancel={cancel}
          onClose={onClose}
        />
      )}
      {asksToDiscard && <DiscardDialog onDiscard={onClose} onKeep={() => setAsksToDiscard(false)} />}
      {flow !== null && saved !== null && (
        <SignInDialog
          name={saved.name}
          flow={flow}
          onOpen={openInBrowser}
          onAgain={() => signIn(saved)}
          onClose={() => {
            flow.end();
            setFlow(null);
            load(saved);
          }}
        />
      )}
    </Dialog>
  );
}
