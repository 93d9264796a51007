/** Makes a file of a sign-in, for a computer that has no browser; a passphrase protects it. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { saveFile } from '../connect/save-file.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

const text = messages.carry;

export interface ExportSignInProps {
  readonly dsn: DsnKey;
  readonly onClose: () => void;
}

export function ExportSignIn({ dsn, onClose }: ExportSignInProps) {
  const { engine } = useServices();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [state, setState] = useState<'asking' | 'busy' | 'saved'>('asking');
  const [failure, setFailure] = useState<Failure | null>(null);
  const isOther = again !== '' && again !== passphrase;

  const save = async () => {
    setState('busy');
    setFailure(null);
    try {
      const { name, scope } = dsn;
      const { bundle } = await engine.call('signIn.export', { name, scope, passphrase });
      // Tokens and names are base64 inside: the text has no character beyond ASCII.
      saveFile({
        name: text.fileName(name),
        mediaType: 'application/json',
        content: btoa(bundle),
        notes: [],
      });
      setState('saved');
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setState('asking');
    }
  };
  return (
    <Dialog title={text.exportTitle(dsn.name)} size="medium" onCancel={onClose}>
      <div className="dialog-body">
        <p className="quiet">{text.exportText}</p>
        <TextRow
          label={text.passphrase}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          help={text.passphraseHelp}
          autoFocus
        />
        <TextRow
          label={text.again}
          type="password"
          value={again}
          onChange={setAgain}
          error={isOther ? text.notTheSame : undefined}
        />
        {failure !== null && <FailureNote failure={failure} />}
        {state === 'saved' && <NoticeNote tone="good" message={text.saved} hint={text.onePlace} />}
      </div>
      <div className="dialog-foot">
        <Button
          variant="primary"
          isPending={state === 'busy'}
          isDisabled={passphrase === '' || again !== passphrase}
          onPress={() => void save()}
        >
          {text.save}
        </Button>
        <Button onPress={onClose}>{messages.close}</Button>
      </div>
    </Dialog>
  );
}
