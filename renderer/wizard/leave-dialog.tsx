/** Asks before the wizard is left: what was typed, and a data source that was saved only for the sign-in. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

const text = messages.wizard;

export interface LeaveDialogProps {
  /** Null: nothing has been saved. */
  readonly saved: DsnKey | null;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

export function LeaveDialog({ saved, onStay, onLeave }: LeaveDialogProps) {
  const { dsns } = useServices();
  const [failure, setFailure] = useState<Failure | null>(null);
  const remove = async (key: DsnKey) => {
    try {
      await dsns.remove(key);
      onLeave();
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  return (
    <Dialog title={text.leaveTitle} role="alertdialog" onCancel={onStay}>
      <div className="dialog-body">
        <p>{saved === null ? text.leaveText : text.leaveSavedText(saved.name)}</p>
        {failure !== null && <FailureNote failure={failure} />}
      </div>
      <div className="dialog-foot">
        {saved === null ? (
          <Button variant="danger" onPress={onLeave}>
            {messages.sheet.discard}
          </Button>
        ) : (
          <>
            <Button variant="danger" onPress={() => void remove(saved)}>
              {text.leaveRemove}
            </Button>
            <Button onPress={onLeave}>{text.leaveKeep}</Button>
          </>
        )}
        <Button autoFocus variant="primary" onPress={onStay}>
          {text.stay}
        </Button>
      </div>
    </Dialog>
  );
}
