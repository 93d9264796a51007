/** Below the list: what is wrong with the selected data source, what to do about it, and the button that does it. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { DsnEntry, HealthFinding, HealthMend } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { sameDsn } from '../stores/dsn-store.ts';
import { healthOf } from '../stores/health-store.ts';
import { HealthTone } from './health-tone.tsx';
import '../controls/note.css';
import './health.css';

const text = messages.health;

export interface HealthPanelProps {
  readonly entry: DsnEntry;
  readonly onMend: (mend: HealthMend) => void;
}

export function HealthPanel({ entry, onMend }: HealthPanelProps) {
  const { health } = useServices();
  const findings = useStore(health, (state) => healthOf(state, entry)?.findings);
  const failure = useStore(health, (state) => state.failure);
  const isChecking = useStore(health, ({ checking }) => checking.some((one) => sameDsn(one, entry)));
  const panel = useRef<HTMLElement>(null);
  const acted = useRef(false);
  useEffect(() => {
    // The button that had the focus has done its work and gone; the keyboard goes on where its news are.
    if (!acted.current || document.activeElement !== document.body) return;
    acted.current = false;
    panel.current?.focus();
  });
  if (findings === undefined) return null;
  const mend = (chosen: HealthMend) => {
    acted.current = true;
    onMend(chosen);
  };
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className="health-panel"
      aria-label={text.panel(entry.name)}
      aria-live="polite"
    >
      {failure !== null && <FailureNote failure={failure} />}
      {findings.map((finding, index) => (
        <Finding
          key={finding.state}
          finding={finding}
          isWorst={index === 0}
          isBusy={isChecking}
          onMend={mend}
        />
      ))}
    </section>
  );
}

interface FindingProps {
  readonly finding: HealthFinding;
  readonly isWorst: boolean;
  readonly isBusy: boolean;
  readonly onMend: (mend: HealthMend) => void;
}

function Finding({ finding, isWorst, isBusy, onMend }: FindingProps) {
  const { state, tone, message, hint, sqlState, at, mends } = finding;
  const isQuiet = tone === 'good' || tone === 'neutral';
  const facts = [
    ...(sqlState === undefined ? [] : [messages.sqlState(sqlState)]),
    ...(at === undefined ? [] : [text.at(at)]),
  ];
  return (
    <div className={isQuiet ? `health-line health-${tone}` : `note note-${tone} health-${tone}`}>
      <HealthTone tone={tone} size={16} />
      <div className="note-text">
        <p>
          <strong>{text.words[state]}.</strong> {message}
        </p>
        {hint !== undefined && <p className="note-hint">{hint}</p>}
        {facts.length > 0 && <p className="note-code">{facts.join(' · ')}</p>}
      </div>
      {/* Whoever is well is checked by the button beside the list. */}
      {!isQuiet && (
        <div className="health-mends">
          {mends.map((mend, index) => (
            <Button
              key={JSON.stringify(mend)}
              variant={isWorst && index === 0 ? 'primary' : 'normal'}
              isDisabled={isBusy}
              onPress={() => onMend(mend)}
            >
              {text.mend(mend)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
