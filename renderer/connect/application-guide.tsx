/** One application: its steps, texts to copy, files to save, and what to heed. */
import { useId } from 'react';
import type { ClientGuide, DsnEntry, Output } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { CopyText } from './copy-text.tsx';
import { FileSection } from './file-section.tsx';

const text = messages.connect;

export interface ApplicationGuideProps {
  readonly entry: DsnEntry;
  readonly guide: ClientGuide;
  readonly tables: Output<'connect.guides'>['tables'];
}

export function ApplicationGuide({ entry, guide, tables }: ApplicationGuideProps) {
  const notes = useId();
  return (
    <section className="connect-guide" aria-label={guide.title}>
      <h2 className="connect-title">
        {guide.title}
        {guide.trial === 'untested' && <span className="connect-untested">{text.untested}</span>}
      </h2>
      <ol className="connect-steps" aria-label={text.steps}>
        {guide.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {guide.texts.map((one) => (
        <CopyText key={one.title} title={one.title} text={one.text} />
      ))}
      {guide.files.length > 0 && <FileSection entry={entry} files={guide.files} tables={tables} />}
      {guide.notes.length > 0 && (
        <>
          <h3 id={notes}>{text.notes}</h3>
          <ul className="connect-notes" aria-labelledby={notes}>
            {guide.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
