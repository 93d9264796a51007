/** Shows what an export holds, and saves it as a file or copies it. */
import { useEffect, useState } from 'react';
import type { DsnEntry, DsnScope, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { SelectRow } from '../controls/select-row.tsx';
import { TextArea } from '../controls/text-area.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';

const text = messages.transfer;

export interface ExportDialogProps {
  readonly scope: DsnScope;
  readonly selected: DsnEntry | undefined;
  /** Of data sources in files: where they are. */
  readonly folder?: string;
  readonly onClose: () => void;
}

export function ExportDialog({ scope, selected, folder, onClose }: ExportDialogProps) {
  const { engine } = useServices();
  const [name, setName] = useState(selected?.name ?? null);
  const [exported, setExported] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    const inFolder = folder === undefined ? {} : { folder };
    const load = async () => {
      try {
        const found = await engine.call(
          'dsn.export',
          name === null ? { scope, ...inFolder } : { scope, name },
        );
        if (!current) return;
        setExported(found.text);
        setFailure(null);
      } catch (thrown) {
        if (current) setFailure(asFailure(thrown));
      }
    };
    void load();
    return () => {
      current = false;
    };
  }, [engine, scope, name, folder]);
  const choices = [
    ...(selected === undefined ? [] : [{ value: `one`, label: text.selected(shownName(selected)) }]),
    { value: 'all', label: text.all(scope) },
  ];
  return (
    <Dialog title={text.exportTitle} size="medium" onCancel={onClose}>
      <div className="dialog-body">
        <SelectRow
          label={text.what}
          choices={choices}
          value={name === null ? 'all' : 'one'}
          onChange={(value) => setName(value === 'all' ? null : (selected?.name ?? null))}
          help={text.exportText}
        />
        {failure === null ? (
          <TextArea label={text.content} value={exported} rows={11} />
        ) : (
          <FailureNote failure={failure} />
        )}
      </div>
      <div className="dialog-foot">
        <Button
          variant="primary"
          autoFocus
          isPending={exported === ''}
          isDisabled={failure !== null}
          onPress={() =>
            saveAsFile(text.fileName(name === null ? null : exportedName(name, scope)), exported)
          }
        >
          {text.save}
        </Button>
        <CopyTextButton text={exported} label={messages.copy} />
        <Button onPress={onClose}>{messages.close}</Button>
      </div>
    </Dialog>
  );
}

const shownName = ({ name, scope }: DsnEntry): string => (scope === 'file' ? fileOf(name) : name);
/** As the export calls it. */
const exportedName = (name: string, scope: DsnScope): string =>
  scope === 'file' ? fileOf(name).replace(/\.dsn$/i, '') : name;
const fileOf = (path: string): string => path.replace(/^.*[\\/]/, '');

/** The browser or the desktop asks where to. */
function saveAsFile(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
