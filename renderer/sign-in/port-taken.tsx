/** The port of the callback is not free: another one, here and in the consumer, or the answer by hand. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';

const text = messages.signIn;

export interface PortTakenProps {
  readonly failure: Failure;
  readonly suggestion: string | null;
  /** Changes the data source. Rejects with the engine's failure. */
  readonly onMove: (callbackUrl: string) => Promise<void>;
  readonly onAgain: () => void;
  /** Signs in without the callback: the answer is pasted. */
  readonly onByHand: () => void;
}

export function PortTaken({ failure, suggestion, onMove, onAgain, onByHand }: PortTakenProps) {
  const [moved, setMoved] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const move = async (callbackUrl: string) => {
    try {
      await onMove(callbackUrl);
      setMoved(callbackUrl);
      setRefusal(null);
    } catch (error) {
      setRefusal(asFailure(error));
    }
  };
  if (moved !== null) {
    return (
      <>
        <NoticeNote tone="good" message={text.moved} hint={text.movedConsumer} />
        <p className="copy-line">
          <code className="selectable">{moved}</code>
          <CopyTextButton text={moved} label={text.copyCallback} />
        </p>
        <p>
          <Button variant="primary" autoFocus onPress={onAgain}>
            {text.movedGoOn}
          </Button>
        </p>
      </>
    );
  }
  return (
    <>
      <FailureNote title={text.portTaken} failure={failure} />
      <p>{text.portTakenText}</p>
      <div className="button-line">
        {suggestion !== null && (
          <Button variant="primary" onPress={() => void move(suggestion)}>
            {text.otherPort(suggestion)}
          </Button>
        )}
        <Button onPress={onByHand}>{text.byHand}</Button>
        <Button onPress={onAgain}>{text.again}</Button>
      </div>
      {refusal !== null && <FailureNote failure={refusal} />}
    </>
  );
}
