/** What a new user sees: two ways to the first data source. */
import { Cloud, FlaskConical } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { DsnEntry, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';

const text = messages.doors;

export interface DoorsProps {
  readonly onConnect: () => void;
  readonly onSandbox: (entry: DsnEntry) => void;
}

export function Doors({ onConnect, onSandbox }: DoorsProps) {
  const { dsns } = useServices();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const addSandbox = async () => {
    setBusy(true);
    setFailure(null);
    try {
      onSandbox(await dsns.addSandbox());
    } catch (error) {
      setFailure(asFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="doors" aria-labelledby="doors-title">
      <h2 id="doors-title">{text.title}</h2>
      <p>{text.subtitle}</p>
      <div className="doors-pair">
        <Door
          icon={<Cloud aria-hidden size={26} strokeWidth={1.5} />}
          title={text.connect}
          explanation={text.connectText}
          onPress={onConnect}
        />
        <Door
          icon={<FlaskConical aria-hidden size={26} strokeWidth={1.5} />}
          title={text.sample}
          explanation={busy ? text.sampleBusy : text.sampleText}
          isDisabled={busy}
          onPress={() => void addSandbox()}
        />
      </div>
      {failure !== null && <FailureNote failure={failure} />}
    </section>
  );
}

interface DoorProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly explanation: string;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

function Door({ icon, title, explanation, isDisabled = false, onPress }: DoorProps) {
  return (
    <Button className="door" aria-label={title} isDisabled={isDisabled} onPress={onPress}>
      <span className="door-icon">{icon}</span>
      <span className="door-title">{title}</span>
      <span className="door-text">{explanation}</span>
    </Button>
  );
}
