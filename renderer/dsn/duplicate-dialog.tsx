/** Asks for the name of the copy. */
import { useState, type FormEvent } from 'react';
import type { DsnEntry, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import { bytesOf, checkName, longestName } from './check-name.ts';

const text = messages.duplicate;

export interface DuplicateDialogProps {
  readonly entry: DsnEntry;
  /** How the data source is called on the screen. */
  readonly shownName: string;
  readonly others: readonly DsnEntry[];
  readonly onDone: (copy: DsnEntry) => void;
  readonly onCancel: () => void;
}

export function DuplicateDialog({ entry, shownName, others, onDone, onCancel }: DuplicateDialogProps) {
  const { engine, dsns } = useServices();
  const [name, setName] = useState(() => nameLike(entry, others));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const error = checkName(name, { scope: entry.scope, others });
  const duplicate = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || error !== undefined) return;
    setBusy(true);
    setFailure(null);
    try {
      const { name: original, scope } = entry;
      const copied = await engine.call('dsn.duplicate', { name: original, scope, to: { name, scope } });
      await dsns.refresh();
      onDone(copied.entry);
    } catch (thrown) {
      setFailure(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.title(shownName)} size="medium" onCancel={onCancel}>
      <form className="dialog-form" noValidate onSubmit={(event) => void duplicate(event)}>
        <div className="dialog-body">
          <TextRow
            label={text.name}
            value={name}
            onChange={setName}
            error={error}
            autoFocus
            help={text.explanation}
          />
          {failure !== null && <FailureNote failure={failure} />}
        </div>
        <div className="dialog-foot">
          <Button variant="primary" type="submit" isDisabled={busy || error !== undefined}>
            {text.confirm}
          </Button>
          <Button onPress={onCancel}>{messages.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The first of `Name 2`, `Name 3`, … that is free and may be used; of a file the number stands before its end. */
function nameLike({ name, scope }: DsnEntry, others: readonly DsnEntry[]): string {
  const end = scope === 'file' ? (/\.dsn$/i.exec(name)?.[0] ?? '') : '';
  const stem = name.slice(0, name.length - end.length).replace(/ \d+$/, '');
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}${end}`;
    const short = scope === 'file' ? stem : cut(stem, longestName - suffix.length);
    const isTaken = others.some((other) => other.name.toLowerCase() === `${short}${suffix}`.toLowerCase());
    if (!isTaken) return `${short}${suffix}`;
  }
}

/** As many whole characters as fit into so many bytes. */
function cut(text: string, bytes: number): string {
  const characters = Array.from(text);
  while (bytesOf(characters.join('')) > bytes) characters.pop();
  return characters.join('').trimEnd();
}
