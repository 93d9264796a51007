/** "Connect from…": the applications on the left, what each needs to read the data source on the right. */
import { useState } from 'react';
import type { DsnEntry, Failure, Output } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { ApplicationGuide } from './application-guide.tsx';
import { ApplicationList } from './application-list.tsx';
import { useGuides } from './use-guides.ts';
import './connect-dialog.css';

const text = messages.connect;

export function ConnectDialog({ entry, onClose }: { entry: DsnEntry; onClose: () => void }) {
  const { answer, failure } = useGuides(entry);
  return (
    <Dialog title={text.title(entry.name)} size="large" onCancel={onClose}>
      <Content entry={entry} answer={answer} failure={failure} />
      <div className="dialog-foot">
        <span className="connect-no-secrets">{text.noSecrets}</span>
        <span className="foot-gap" />
        <Button onPress={onClose}>{messages.close}</Button>
      </div>
    </Dialog>
  );
}

interface ContentProps {
  readonly entry: DsnEntry;
  readonly answer: Output<'connect.guides'> | null;
  readonly failure: Failure | null;
}

function Content({ entry, answer, failure }: ContentProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (failure !== null) {
    return (
      <div className="connect-empty">
        <FailureNote failure={failure} />
      </div>
    );
  }
  if (answer === null) return <p className="connect-empty busy">{text.loading}</p>;
  const guide = answer.guides.find(({ id }) => id === chosen) ?? answer.guides[0];
  return (
    <div className="connect">
      <ApplicationList guides={answer.guides} chosen={guide?.id ?? null} onChoose={setChosen} />
      {guide !== undefined && (
        <ApplicationGuide key={guide.id} entry={entry} guide={guide} tables={answer.tables} />
      )}
    </div>
  );
}
