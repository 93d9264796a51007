/** The foot of the property sheet: Sign in and Test Connection left, Save and Cancel right, the result above. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { DsnScope, Failure, TestResult } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import { testInput, type Draft } from './draft.ts';
import { signsInWithBrowser } from './property-pages.ts';
import { TestResultNote } from './test-result-note.tsx';

const text = messages.sheet;

export interface SheetFootProps {
  readonly draft: Draft;
  readonly scope: DsnScope;
  readonly saved: DsnKey | null;
  /** Whether the draft may be used; shows what must be corrected when it may not. */
  readonly check: () => boolean;
  /** The form's submit button saves; this says that it is at work. */
  readonly saving: boolean;
  readonly onSignIn: () => Promise<void>;
  readonly onCancel: () => void;
}

type Test =
  | { readonly phase: 'none' }
  | { readonly phase: 'running'; readonly abort: AbortController }
  | { readonly phase: 'ended'; readonly result: TestResult | Failure; readonly of: Draft };

export function SheetFoot({ draft, scope, saved, check, saving, onSignIn, onCancel }: SheetFootProps) {
  const { engine, dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const [test, setTest] = useState<Test>({ phase: 'none' });

  const runTest = async () => {
    if (!check()) return;
    const abort = new AbortController();
    setTest({ phase: 'running', abort });
    try {
      const result = await engine.call('dsn.test', testInput(draft, scope, saved), abort.signal);
      setTest({ phase: 'ended', result, of: draft });
    } catch (error) {
      const failed = { phase: 'ended', result: asFailure(error), of: draft } as const;
      setTest(abort.signal.aborted ? { phase: 'none' } : failed);
    }
  };
  // What was found out about other values says nothing about these.
  const result = test.phase === 'ended' && test.of === draft ? test.result : null;
  return (
    <>
      <div className="sheet-result" aria-live="polite">
        {result !== null && <TestResultNote result={result} onDismiss={() => setTest({ phase: 'none' })} />}
      </div>
      <div className="dialog-foot sheet-foot">
        {signsInWithBrowser(properties, draft) && (
          <Button isDisabled={saving} onPress={() => void onSignIn()}>
            {text.signIn}
          </Button>
        )}
        {/* One button for both, so that it keeps the focus. */}
        <Button onPress={() => (test.phase === 'running' ? test.abort.abort() : void runTest())}>
          {test.phase === 'running' ? messages.cancel : text.test}
        </Button>
        {test.phase === 'running' && (
          <span className="quiet" role="status">
            {text.testing}
          </span>
        )}
        <span className="foot-gap" />
        <Button variant="primary" type="submit" isDisabled={saving}>
          {saving ? text.saving : text.save}
        </Button>
        <Button onPress={onCancel}>{messages.cancel}</Button>
      </div>
    </>
  );
}
