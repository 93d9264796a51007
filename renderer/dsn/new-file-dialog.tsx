/** Asks for the name of a new file; its properties are edited once it is there. */
import { useState, type FormEvent } from 'react';
import type { DsnEntry, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import { checkName } from './check-name.ts';

const text = messages.fileDsn;

export interface NewFileDialogProps {
  readonly folder: string;
  readonly onCreated: (entry: DsnEntry) => void;
  readonly onCancel: () => void;
}

export function NewFileDialog({ folder, onCreated, onCancel }: NewFileDialogProps) {
  const { engine } = useServices();
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const file = /\.dsn$/i.test(name) ? name.trim() : `${name.trim()}.dsn`;
  const path = `${folder === '/' ? '' : folder}/${file}`;
  const error = name.trim() === '' ? undefined : checkName(path, { scope: 'file', others: [] });
  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || name.trim() === '' || error !== undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      const change = { name: path, scope: 'file' as const, description: '', values: {}, secrets: {} };
      onCreated((await engine.call('dsn.save', change)).entry);
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.addTitle} size="medium" onCancel={onCancel}>
      <form className="dialog-form" noValidate onSubmit={(event) => void create(event)}>
        <div className="dialog-body">
          <TextRow
            label={text.addName}
            value={name}
            onChange={setName}
            error={error}
            isRequired
            autoFocus
            help={text.addHelp(folder)}
          />
          {failure !== null && <FailureNote failure={failure} />}
        </div>
        <div className="dialog-foot">
          <Button
            variant="primary"
            type="submit"
            isDisabled={busy || name.trim() === '' || error !== undefined}
          >
            {text.addConfirm}
          </Button>
          <Button onPress={onCancel}>{messages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
