/** Takes an export as a file or as text, shows what it would do, and does it when asked: all of it or nothing. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { ChooseTextFile } from '../controls/choose-text-file.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextArea } from '../controls/text-area.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import { ImportPlan } from './import-plan.tsx';
import { useImportPlan } from './use-import-plan.ts';
import './transfer.css';

const text = messages.transfer;

export interface ImportDialogProps {
  readonly scope: 'user' | 'system';
  readonly onDone: (names: readonly string[]) => void;
  readonly onCancel: () => void;
}

export function ImportDialog({ scope, onDone, onCancel }: ImportDialogProps) {
  const { engine, dsns } = useServices();
  const [content, setContent] = useState('');
  const [failed, setFailed] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const plan = useImportPlan(scope, content);
  const { items, choices, choose } = plan;
  const failure = failed ?? plan.failure;
  const wanted = items.filter(({ outcome }) => outcome !== 'skip');
  const isReady = wanted.length > 0 && wanted.every(({ problem }) => problem === '');

  const take = (next: string) => {
    setFailed(null);
    setContent(next);
  };
  const doImport = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const input = { scope, text: content, look: false, choices: { ...choices } };
      const { items: done } = await engine.call('dsn.import', input);
      await dsns.refresh();
      onDone(
        done
          .filter(({ outcome }) => outcome !== 'skip')
          .map(({ name }) => {
            const choice = choices[name];
            return choice?.action === 'rename' ? choice.to : name;
          }),
      );
    } catch (thrown) {
      setFailed(asFailure(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.importTitle(scope)} size="large" onCancel={onCancel}>
      <div className="dialog-body transfer-body">
        <p className="quiet">{text.importText}</p>
        <ChooseTextFile label={text.choose} onText={take} onFailure={setFailed} />
        <TextArea label={text.paste} value={content} rows={items.length === 0 ? 12 : 5} onChange={take} />
        {failure !== null && <FailureNote failure={failure} />}
        {items.length > 0 && <ImportPlan items={items} choices={choices} onChoose={choose} />}
      </div>
      <div className="dialog-foot">
        <Button variant="primary" isDisabled={busy || !isReady} onPress={() => void doImport()}>
          {wanted.length === 0 ? text.nothing : text.count(wanted.length)}
        </Button>
        <Button onPress={onCancel}>{messages.cancel}</Button>
      </div>
    </Dialog>
  );
}
