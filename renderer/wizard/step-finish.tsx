/** Last step: what will be saved, how the test went, and what comes next once it is saved. */
import type { DsnEntry, MachineScope, Failure, TestResult } from '../../engine/admin/contract.ts';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { effectiveValue, type Draft } from '../dsn/draft.ts';
import { TestResultNote } from '../dsn/test-result-note.tsx';
import { messages } from '../messages.ts';
import { schemeOf } from './steps.ts';

const text = messages.wizard;

export type WizardTest =
  | { readonly phase: 'none' }
  | { readonly phase: 'running'; readonly abort: AbortController }
  | { readonly phase: 'ended'; readonly result: TestResult | Failure };

export interface StepFinishProps {
  readonly scope: MachineScope;
  readonly draft: Draft;
  readonly test: WizardTest;
  readonly onDismiss: () => void;
  /** What was made; null before it is saved. */
  readonly done: DsnEntry | null;
}

export function StepFinish({ scope, draft, test, onDismiss, done }: StepFinishProps) {
  const { dsns, health, status } = useServices();
  const odbc = useStore(status, (state) => state.status?.odbc);
  const properties = useStore(dsns, (state) => state.properties);
  const facts = properties
    .filter(({ name }) => ['Workspace', 'Schema', 'MaxRows'].includes(name))
    .map((property) => {
      const value = effectiveValue(draft, property);
      return [property.label, property.name === 'MaxRows' && value === '0' ? text.noLimit : value] as const;
    });
  const string = `DSN=${draft.name}`;
  return (
    <>
      {done !== null && (
        <NoticeNote tone="good" message={text.done(done.name)} hint={text.doneText[scope]}>
          <span className="copy-line">
            <code>{string}</code>
            <CopyTextButton text={string} label={messages.sheet.copyConnectionString} />
          </span>
        </NoticeNote>
      )}
      {done !== null && odbc !== undefined && !(odbc.registered && odbc.problems.length === 0) && (
        <NoticeNote tone="warning" message={text.driverMissing}>
          <Button onPress={() => void health.mend(done, 'installDriver')}>{text.installDriver}</Button>
        </NoticeNote>
      )}
      <div aria-live="polite" className="wizard-test">
        {test.phase === 'running' && <p className="busy">{messages.sheet.testing}</p>}
        {test.phase === 'ended' && <TestResultNote result={test.result} onDismiss={onDismiss} />}
        {test.phase === 'none' && done === null && <p>{text.testFirst}</p>}
      </div>
      <dl className="facts">
        {[
          [messages.sheet.name, draft.name] as const,
          [text.whoLabel, text.who[scope]] as const,
          [text.methodShort, text.methods[schemeOf(draft)].title] as const,
          ...facts,
        ].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value === '' ? text.notSet : value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
