/** How a connection test ended: the sentence, who and what is visible, or why not and what to do. */
import { CircleCheck, CircleX, X } from 'lucide-react';
import type { Failure, TestResult } from '../../engine/admin/contract.ts';
import { DisclosurePart } from '../controls/disclosure-part.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { messages } from '../messages.ts';
import '../controls/note.css';

const text = messages.test;

export interface TestResultNoteProps {
  /** A failure when the test itself could not be made. */
  readonly result: TestResult | Failure;
  readonly onDismiss: () => void;
}

export function TestResultNote({ result, onDismiss }: TestResultNoteProps) {
  const passed = 'ok' in result && result.ok;
  const failure = 'ok' in result ? result.failure : result;
  const Icon = passed ? CircleCheck : CircleX;
  return (
    <section className={`note test-result ${passed ? 'note-good' : 'note-bad'}`} aria-label={text.label}>
      <Icon aria-hidden size={16} className="note-icon" />
      <div className="note-text">
        <strong>{passed ? text.passed : text.failed}</strong>
        <p>{result.message}</p>
        {failure?.detail !== undefined && <p className="note-detail">{failure.detail}</p>}
        {failure?.hint !== undefined && <p className="note-hint">{failure.hint}</p>}
        {failure !== undefined && <p className="note-code">{messages.sqlState(failure.sqlState)}</p>}
        {'ok' in result && <Facts result={result} />}
      </div>
      <IconButton label={text.dismiss} onPress={onDismiss}>
        <X aria-hidden size={14} />
      </IconButton>
    </section>
  );
}

/** A test that failed before anything was answered says nothing about scopes. */
function scopesOf({ ok, scopesKnown, scopes }: TestResult): string {
  if (scopesKnown) return scopes.join(', ');
  return ok ? text.scopesUnknown : '';
}

function lackingText({ reads, writes, calls }: Omit<TestResult['lacking'][number], 'scope'>): string {
  return (
    [
      [text.notRead, reads],
      [text.notWritten, writes],
      [text.notCalled, calls],
    ] as const
  )
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${what}: ${names.join(', ')}`)
    .join('. ');
}

function Facts({ result }: { result: TestResult }) {
  const facts = (
    [
      [text.account, result.account],
      [text.credential, result.credential],
      [text.workspaces, result.workspaces.join(', ')],
      [text.scopes, scopesOf(result)],
      [text.callsLeft, result.callsLeft === null ? '' : String(result.callsLeft)],
    ] as const
  ).filter(([, value]) => value !== '');
  return (
    <>
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {result.lacking.length > 0 && (
        <DisclosurePart title={text.lacking(result.lacking.length)}>
          <dl className="facts">
            {result.lacking.map(({ scope, ...uses }) => (
              <div key={scope}>
                <dt>{scope}</dt>
                <dd>{lackingText(uses)}</dd>
              </div>
            ))}
          </dl>
        </DisclosurePart>
      )}
      {result.notices.map((notice) => (
        <p key={notice.message} className="note-hint">
          {notice.message} {notice.hint}
        </p>
      ))}
    </>
  );
}
