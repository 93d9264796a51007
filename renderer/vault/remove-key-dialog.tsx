/** Asks before a key of the vault is taken away. */
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { useAct } from '../manager/use-act.ts';
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
  const { busy, failure, act } = useAct();
  const remove = () =>
    act(async () => {
      await engine.call('vault.removeKey', { key: vaultKey.id });
      onDone();
    });
  return (
    <Dialog title={text.removeTitle} role="alertdialog" onCancel={onCancel}>
      <div className="dialog-body">
        <p>
          <strong>{text.removeQuestion(text.kind(vaultKey.keeper))}</strong>
        </p>
        <p>{text.removeThen}</p>
        <p className="quiet">{text.removeCopies}</p>
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
