/** Takes a sign-in that was made on another computer, from the file that it was exported to. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { ChooseTextFile } from '../controls/choose-text-file.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextArea } from '../controls/text-area.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

const text = messages.carry;

export interface ImportSignInProps {
  readonly dsn: DsnKey;
  readonly onDone: () => Promise<void>;
  readonly onCancel: () => void;
}

export function ImportSignIn({ dsn, onDone, onCancel }: ImportSignInProps) {
  const { engine } = useServices();
  const [bundle, setBundle] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const read = (content: string) => {
    setFailure(null);
    setBundle(content);
  };
  const take = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { name, scope } = dsn;
      await engine.call('signIn.import', { name, scope, passphrase, bundle });
      await onDone();
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.importTitle(dsn.name)} size="medium" onCancel={onCancel}>
      <div className="dialog-body">
        <p className="quiet">{text.importText}</p>
        <ChooseTextFile label={text.choose} onText={read} onFailure={setFailure} />
        <TextArea label={text.paste} value={bundle} rows={5} onChange={setBundle} />
        <TextRow label={text.passphrase} type="password" value={passphrase} onChange={setPassphrase} />
        {failure !== null && <FailureNote failure={failure} />}
      </div>
      <div className="dialog-foot">
        <Button
          variant="primary"
          isPending={busy}
          isDisabled={bundle === '' || passphrase === ''}
          onPress={() => void take()}
        >
          {text.take}
        </Button>
        <Button onPress={onCancel}>{messages.cancel}</Button>
      </div>
    </Dialog>
  );
}
