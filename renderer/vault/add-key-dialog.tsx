/** One more key for the vault: which kind, and what it needs. */
import { useState, type FormEvent } from 'react';
import type { Input } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { ChoiceCards } from '../controls/choice-cards.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { useAct } from '../controls/use-act.ts';
import { messages } from '../messages.ts';

const text = messages.vault;
const kinds = ['key-file', 'passphrase', 'shared-key', 'key-store'] as const;

export interface AddKeyDialogProps {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function AddKeyDialog({ onDone, onCancel }: AddKeyDialogProps) {
  const { engine } = useServices();
  const [kind, setKind] = useState<string>(kinds[0]);
  const [passphrase, setPassphrase] = useState('');
  const [file, setFile] = useState('');
  const { busy, failure, act } = useAct();
  const wanted = wantedKey(kind, passphrase, file);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (busy || wanted === null) return;
    void act(async () => {
      await engine.call('vault.addKey', wanted);
      onDone();
    });
  };
  return (
    <Dialog title={text.addTitle} size="medium" onCancel={onCancel}>
      <form className="dialog-form" noValidate onSubmit={add}>
        <div className="dialog-body">
          <ChoiceCards
            label={text.addQuestion}
            value={kind}
            onChange={setKind}
            cards={kinds.map((value) => ({ value, title: text.kind(value), text: text.help[value] }))}
          />
          {kind === 'passphrase' && (
            <TextRow
              label={text.passphrase}
              type="password"
              value={passphrase}
              onChange={setPassphrase}
              help={text.passphraseHelp}
              isRequired
            />
          )}
          {kind === 'shared-key' && (
            <TextRow
              label={text.file}
              value={file}
              onChange={setFile}
              placeholder="/etc/drawbridge/service.key"
              help={text.fileHelp}
              isRequired
            />
          )}
          {failure !== null && <FailureNote failure={failure} />}
        </div>
        <div className="dialog-foot">
          <Button variant="primary" type="submit" isDisabled={busy || wanted === null}>
            {text.addConfirm}
          </Button>
          <Button onPress={onCancel}>{messages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Null while something is missing. */
function wantedKey(kind: string, passphrase: string, file: string): Input<'vault.addKey'> | null {
  switch (kind) {
    case 'key-file':
    case 'key-store':
      return { keeper: kind };
    case 'passphrase':
      return passphrase === '' ? null : { keeper: kind, passphrase };
    case 'shared-key':
      return file === '' ? null : { keeper: kind, file };
    default:
      return null;
  }
}
