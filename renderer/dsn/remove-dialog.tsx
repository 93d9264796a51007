/** Asks before a data source is removed. */
import { useState } from 'react';
import type { DsnEntry, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';

const text = messages.dsn;

export interface RemoveDialogProps {
  readonly entry: DsnEntry;
  readonly onRemoved: () => void;
  readonly onCancel: () => void;
}

export function RemoveDialog({ entry, onRemoved, onCancel }: RemoveDialogProps) {
  const { dsns } = useServices();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await dsns.remove(entry);
      onRemoved();
    } catch (error) {
      setFailure(asFailure(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.removeTitle} role="alertdialog" onCancel={onCancel}>
      <div className="dialog-body">
        <p>
          <strong>{text.removeQuestion(entry.name)}</strong>
        </p>
        <p className="quiet">{text.removeConsequence}</p>
        {failure !== null && <FailureNote failure={failure} />}
      </div>
      <div className="dialog-foot">
        <Button variant="danger" isDisabled={busy} onPress={() => void remove()}>
          {text.removeConfirm}
        </Button>
        <Button autoFocus onPress={onCancel}>
          {messages.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
