/** Asks for the name of a new file, which is made when its properties are saved. */
import { useState, type FormEvent } from 'react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import { checkName } from './check-name.ts';

const text = messages.fileDsn;

export interface NewFileDialogProps {
  readonly folder: string;
  /** The files that are there. */
  readonly others: readonly DsnKey[];
  readonly onNamed: (path: string) => void;
  readonly onCancel: () => void;
}

export function NewFileDialog({ folder, others, onNamed, onCancel }: NewFileDialogProps) {
  const [name, setName] = useState('');
  const file = /\.dsn$/i.test(name) ? name.trim() : `${name.trim()}.dsn`;
  const path = `${folder === '/' ? '' : folder}/${file}`;
  const error = name.trim() === '' ? undefined : checkName(path, { scope: 'file', others });
  const isReady = name.trim() !== '' && error === undefined;
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onNamed(path);
  };
  return (
    <Dialog title={text.addTitle} size="medium" onCancel={onCancel}>
      <form className="dialog-form" noValidate onSubmit={confirm}>
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
        </div>
        <div className="dialog-foot">
          <Button variant="primary" type="submit" isDisabled={!isReady}>
            {text.addConfirm}
          </Button>
          <Button onPress={onCancel}>{messages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
