/** One application: its steps, texts to copy, files to save, and what to heed. */
import type { ClientGuide, DsnEntry, Output } from '../../engine/admin/contract.ts';
import { NoticeNote } from '../controls/notice-note.tsx';
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
  return (
    <section className="connect-guide" aria-label={guide.title}>
      <h2 className="connect-title">
        {guide.title}
        {!guide.tested && <span className="connect-untested">{text.untested}</span>}
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
      {guide.notes.map((note) => (
        <NoticeNote key={note} tone="info" message={note} />
      ))}
    </section>
  );
}
