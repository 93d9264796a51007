/** Asks before a key of the vault is taken away. */
import { useServices } from '../app/services.tsx';
import { ConfirmRemoval } from '../controls/confirm-removal.tsx';
import { messages } from '../messages.ts';
import type { VaultKey } from './vault-section.tsx';

const text = messages.vault;

export interface RemoveKeyDialogProps {
  readonly vaultKey: VaultKey;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function RemoveKeyDialog({ vaultKey, onDone, onCancel }: RemoveKeyDialogProps) {
  const { engine } = useServices();
  const remove = async () => {
    await engine.call('vault.removeKey', { key: vaultKey.id });
    onDone();
  };
  return (
    <ConfirmRemoval title={text.removeTitle} confirm={text.removeConfirm} remove={remove} onCancel={onCancel}>
      <p>
        <strong>{text.removeQuestion(text.kind(vaultKey.keeper))}</strong>
      </p>
      <p>{text.removeThen}</p>
      <p className="quiet">{text.removeCopies}</p>
    </ConfirmRemoval>
  );
}
