/** Asks before a vault that cannot be opened makes room for a new one, and says where the old one is kept then. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';

const text = messages.health.newVault;

export interface NewVaultDialogProps {
  readonly onClose: () => void;
}

export function NewVaultDialog({ onClose }: NewVaultDialogProps) {
  const { health } = useServices();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [aside, setAside] = useState<string | null>(null);
  const start = async () => {
    setBusy(true);
    setFailure(null);
    try {
      setAside(await health.startNewVault());
    } catch (error) {
      setFailure(asFailure(error));
      setBusy(false);
    }
  };
  if (aside !== null) return <Done aside={aside} onClose={onClose} />;
  return (
    <Dialog title={text.title} role="alertdialog" onCancel={onClose}>
      <div className="dialog-body">
        <p>
          <strong>{text.question}</strong>
        </p>
        <p>{text.lost}</p>
        <p className="quiet">{text.kept}</p>
        {failure !== null && <FailureNote failure={failure} />}
      </div>
      <div className="dialog-foot">
        <Button variant="danger" isDisabled={busy} onPress={() => void start()}>
          {text.confirm}
        </Button>
        <Button autoFocus onPress={onClose}>
          {messages.cancel}
        </Button>
      </div>
    </Dialog>
  );
}

function Done({ aside, onClose }: { readonly aside: string; readonly onClose: () => void }) {
  return (
    <Dialog title={text.doneTitle} onCancel={onClose}>
      <div className="dialog-body">
        <p>
          {text.done} <code className="selectable health-path">{aside}</code>
        </p>
        <p className="quiet">{text.doneNext}</p>
      </div>
      <div className="dialog-foot">
        <Button autoFocus variant="primary" onPress={onClose}>
          {messages.close}
        </Button>
      </div>
    </Dialog>
  );
}
