/** Asks before a data source is removed. */
import type { DsnEntry } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { ConfirmRemoval } from '../controls/confirm-removal.tsx';
import { messages } from '../messages.ts';

const text = messages.dsn;

export interface RemoveDialogProps {
  readonly entry: DsnEntry;
  readonly onRemoved: () => void;
  readonly onCancel: () => void;
}

export function RemoveDialog({ entry, onRemoved, onCancel }: RemoveDialogProps) {
  const { dsns } = useServices();
  const remove = async () => {
    await dsns.remove(entry);
    onRemoved();
  };
  return (
    <ConfirmRemoval title={text.removeTitle} confirm={text.removeConfirm} remove={remove} onCancel={onCancel}>
      <p>
        <strong>{text.removeQuestion(entry.name)}</strong>
      </p>
      <p className="quiet">{text.removeConsequence}</p>
    </ConfirmRemoval>
  );
}
