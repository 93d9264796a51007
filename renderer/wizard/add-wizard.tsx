/** The dialog behind Add…: from nothing to a tested data source, one question at a time. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import type { DsnEntry, MachineScope } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { useUnsavedGuard } from '../controls/use-unsaved-guard.ts';
import { checkName } from '../dsn/check-name.ts';
import type { Draft } from '../dsn/draft.ts';
import { messages } from '../messages.ts';
import { useSignIn } from '../sign-in/use-sign-in.tsx';
import { sameDsn } from '../stores/dsn-store.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { readPastedString } from './pasted-string.ts';
import { usualWishes } from './permission-boxes.tsx';
import { StepCredential } from './step-credential.tsx';
import { StepFinish } from './step-finish.tsx';
import { StepMethod } from './step-method.tsx';
import { StepPlace } from './step-place.tsx';
import { StepStart } from './step-start.tsx';
import { credentialProblems, schemeOf, stepAfter, stepBefore, steps } from './steps.ts';
import { useWizard } from './use-wizard.ts';
import { WizardFoot } from './wizard-foot.tsx';
import './wizard.css';

const text = messages.wizard;

export interface AddWizardProps {
  readonly scope: MachineScope;
  readonly onClose: () => void;
  /** Goes on in the property sheet with what has been typed. */
  readonly onSheet: (scope: MachineScope, saved: DsnEntry | null, draft: Draft) => void;
  readonly onPreview: (entry: DsnEntry) => void;
}

export function AddWizard({ scope: firstScope, onClose, onSheet, onPreview }: AddWizardProps) {
  const { dsns } = useServices();
  const { properties, dsns: entries } = useStore(dsns);
  const wizard = useWizard(firstScope);
  const { step, scope, draft, saved, test, done } = wizard;
  const [pasted, setPasted] = useState('');
  const [wishes, setWishes] = useState(usualWishes);
  const [refused, setRefused] = useState(0);
  const [asksToLeave, setAsksToLeave] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const signIn = useSignIn(async (_dsn, signedIn) => {
    if (saved !== null) await wizard.afterSignIn(saved, signedIn);
  });
  const unsaved = wizard.isDirty || pasted !== '';
  useUnsavedGuard(unsaved);
  const lastStep = useRef<typeof step | null>(null);
  useEffect(() => {
    if (lastStep.current === step) return;
    lastStep.current = step;
    // Each step begins at its top, and the keyboard in its first field; one without fields, at the button that goes on.
    page.current?.scrollTo(0, 0);
    const field = page.current?.querySelector<HTMLElement>('input:checked, .input');
    const next = page.current?.closest('form')?.querySelector<HTMLElement>('.button-primary');
    (field ?? next)?.focus();
  }, [step]);
  useEffect(() => {
    if (refused > 0) page.current?.querySelector<HTMLElement>('[data-invalid] .input')?.focus();
  }, [refused]);

  const others = (entries ?? []).filter((entry) => saved === null || !sameDsn(entry, saved));
  const nameError = checkName(draft.name, { scope, others });
  const problems = credentialProblems(properties, draft);
  const usesBrowser = schemeOf(draft) === 'OAuth';
  const needsSignIn = usesBrowser && !draft.signedIn;
  const close = () => (unsaved ? setAsksToLeave(true) : onClose());
  const refuse = () => setRefused((times) => times + 1);
  const goTo = (next: typeof step) => {
    setRefused(0);
    wizard.setStep(next);
  };

  const leaveStart = () => {
    const reading = pasted.trim() === '' ? null : readPastedString(pasted, draft, properties);
    if (reading?.kind === 'wrong') return refuse();
    const filled = reading?.draft ?? draft;
    if (checkName(filled.name, { scope, others }) !== undefined) return refuse();
    if (reading !== null) {
      wizard.setDraft(filled);
      setPasted('');
    }
    return goTo('method');
  };
  const signInNow = async () => {
    const entry = await wizard.save();
    if (entry !== null) signIn.begin(entry);
  };
  const openSheet = async () => {
    if (saved === null) onSheet(scope, null, draft);
    else {
      // The sheet reads it from the file, so what was changed here must be there.
      const entry = await wizard.save();
      if (entry !== null) onSheet(scope, entry, draft);
    }
  };
  const goOn = () => {
    if (step === 'start') return leaveStart();
    if (step === 'credential') {
      if (Object.keys(problems).length > 0) return refuse();
      if (needsSignIn) return void signInNow();
    }
    if (step === 'place') void wizard.runTest();
    if (step === 'finish') return void wizard.finish();
    return goTo(stepAfter(step));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (done !== null) onClose();
    else if (!wizard.busy && test.phase !== 'running') goOn();
  };

  return (
    <Dialog size="large" title={text.title} onCancel={close}>
      <form className="wizard" noValidate onSubmit={submit}>
        <div className="wizard-body">
          <ol className="wizard-steps" aria-label={text.stepsLabel}>
            {steps.map((name, index) => (
              <li
                key={name}
                className={index < steps.indexOf(step) ? 'wizard-step-done' : ''}
                aria-current={name === step ? 'step' : undefined}
              >
                <span className="wizard-number" aria-hidden>
                  {index + 1}
                </span>
                {text.steps[name]}
              </li>
            ))}
          </ol>
          <div ref={page} className="wizard-page" role="group" aria-label={text.steps[step]}>
            {wizard.failure !== null && <FailureNote failure={wizard.failure} />}
            {step === 'start' && (
              <StepStart
                scope={scope}
                onScope={wizard.setScope}
                isSaved={saved !== null}
                draft={draft}
                onChange={wizard.setDraft}
                nameError={draft.name === '' && refused === 0 ? undefined : nameError}
                pasted={pasted}
                onPasted={setPasted}
              />
            )}
            {step === 'method' && <StepMethod draft={draft} onChange={wizard.setDraft} />}
            {step === 'credential' && (
              <StepCredential
                draft={draft}
                onChange={wizard.setDraft}
                wishes={wishes}
                onWishes={setWishes}
                problems={refused === 0 ? {} : problems}
              />
            )}
            {step === 'place' && (
              <StepPlace scope={scope} saved={saved} draft={draft} onChange={wizard.setDraft} />
            )}
            {step === 'finish' && (
              <StepFinish
                scope={scope}
                draft={draft}
                test={test}
                onDismiss={wizard.dismissTest}
                done={done}
              />
            )}
          </div>
        </div>
        <WizardFoot
          step={step}
          needsSignIn={needsSignIn}
          isSignedIn={usesBrowser && draft.signedIn}
          busy={wizard.busy}
          test={test}
          done={done}
          onBack={() => goTo(stepBefore(step))}
          onSheet={() => void openSheet()}
          onSignIn={() => void signInNow()}
          onTest={() => void wizard.runTest()}
          onPreview={onPreview}
          onCancel={close}
          onClose={onClose}
        />
      </form>
      {asksToLeave && <LeaveDialog saved={saved} onStay={() => setAsksToLeave(false)} onLeave={onClose} />}
      {signIn.window}
    </Dialog>
  );
}
