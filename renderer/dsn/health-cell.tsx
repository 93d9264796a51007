/** The worst state of one data source, in a cell of the list. */
import { LoaderCircle } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import { messages } from '../messages.ts';
import { sameDsn, type DsnKey } from '../stores/dsn-store.ts';
import { healthOf } from '../stores/health-store.ts';
import { HealthTone } from './health-tone.tsx';
import './health.css';

const text = messages.health;

export function HealthCell({ dsn }: { dsn: DsnKey }) {
  const { health } = useServices();
  const worst = useStore(health, (state) => healthOf(state, dsn)?.findings[0]);
  const isChecking = useStore(health, ({ checking }) => checking.some((one) => sameDsn(one, dsn)));
  if (isChecking) {
    return (
      <span className="list-text health-cell">
        <LoaderCircle aria-hidden size={14} className="health-icon health-turning" />
        {text.checking}
      </span>
    );
  }
  if (worst === undefined) return null;
  return (
    <span className={`list-text health-cell health-${worst.tone}`} onPointerEnter={titleWhenCut}>
      <HealthTone tone={worst.tone} size={14} />
      {text.words[worst.state]}
    </span>
  );
}
