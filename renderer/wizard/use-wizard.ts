/** What the wizard holds while its steps come and go, and what it asks the engine to do. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { DsnEntry, MachineScope, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { emptyDraft, isChanged, saveInput, testInput, type Draft } from '../dsn/draft.ts';
import { afterSaving } from '../dsn/saved-notices.tsx';
import { asFailure } from '../stores/as-failure.ts';
import type { WizardTest } from './step-finish.tsx';
import { freeName, type Step } from './steps.ts';

export function useWizard(firstScope: MachineScope) {
  const { engine, dsns, window } = useServices();
  const { dsns: known, properties } = useStore(dsns);
  const entries = known ?? [];
  const [first] = useState<Draft>(() => ({ ...emptyDraft, name: freeName(entries, firstScope) }));
  const [step, setStep] = useState<Step>('start');
  const [scope, setScopeOnly] = useState(firstScope);
  const [draft, setDraftOnly] = useState(first);
  /** The entry on disk, with the draft that it was made from. */
  const [saved, setSaved] = useState<{ readonly entry: DsnEntry; readonly draft: Draft } | null>(null);
  const [done, setDone] = useState<DsnEntry | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [test, setTest] = useState<WizardTest>({ phase: 'none' });

  const setDraft = (changed: Draft) => {
    setDraftOnly(changed);
    // What is found out about other values says nothing about these.
    if (test.phase === 'running') test.abort.abort();
    setTest({ phase: 'none' });
  };
  /** A name that was only suggested is suggested anew for the other list. */
  const setScope = (next: MachineScope) => {
    setScopeOnly(next);
    if (draft.name === freeName(entries, scope)) setDraft({ ...draft, name: freeName(entries, next) });
  };
  const save = async (): Promise<DsnEntry | null> => {
    if (saved !== null && !isChanged(draft, saved.draft)) return saved.entry;
    setBusy(true);
    setFailure(null);
    try {
      const answer = await engine.call('dsn.save', saveInput(draft, scope, saved?.entry ?? null));
      const { entry } = answer;
      await dsns.refresh();
      window.setState(afterSaving(answer, properties));
      const kept = withSecretsKept(draft);
      setDraftOnly(kept);
      setSaved({ entry, draft: kept });
      return entry;
    } catch (error) {
      setFailure(asFailure(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const runTest = async () => {
    const abort = new AbortController();
    setTest({ phase: 'running', abort });
    try {
      const input = testInput(draft, scope, saved?.entry ?? null);
      setTest({ phase: 'ended', result: await engine.call('dsn.test', input, abort.signal) });
    } catch (error) {
      setTest(abort.signal.aborted ? { phase: 'none' } : { phase: 'ended', result: asFailure(error) });
    }
  };
  return {
    step,
    setStep,
    scope,
    setScope,
    draft,
    setDraft,
    isDirty: done === null && (saved !== null || isChanged(draft, first)),
    saved: saved?.entry ?? null,
    done,
    finish: async () => setDone(await save()),
    busy,
    failure,
    save,
    test,
    runTest,
    dismissTest: () => setTest({ phase: 'none' }),
    /** After a sign-in: the callback may have been changed on the way. */
    async afterSignIn(entry: DsnEntry, signedIn: boolean) {
      try {
        const found = await engine.call('dsn.get', { name: entry.name, scope: entry.scope });
        const fresh = { ...draft, values: found.values, kept: found.secrets, signedIn: found.signedIn };
        setDraftOnly(fresh);
        setSaved({ entry, draft: fresh });
      } catch (error) {
        setFailure(asFailure(error));
      }
      if (signedIn) setStep('place');
    },
  };
}

/** They are in the vault now, and nobody needs them here any more. */
function withSecretsKept(draft: Draft): Draft {
  const given = Object.entries(draft.secrets);
  const added = given.flatMap(([name, value]) => (value === null ? [] : [name]));
  const forgotten = given.flatMap(([name, value]) => (value === null ? [name] : []));
  const kept = new Set([...draft.kept, ...added].filter((name) => !forgotten.includes(name)));
  return { ...draft, secrets: {}, kept: [...kept] };
}
