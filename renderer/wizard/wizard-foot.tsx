/** The buttons of the wizard: the way to the property sheet left; Back, on and Cancel right. Enter goes on. */
import type { DsnEntry } from '../../engine/admin/contract.ts';
import { ConnectButton } from '../connect/connect-button.tsx';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import type { WizardTest } from './step-finish.tsx';
import type { Step } from './steps.ts';

const text = messages.wizard;

export interface WizardFootProps {
  readonly step: Step;
  readonly needsSignIn: boolean;
  /** By the browser; it can be done again, for more permissions or as somebody else. */
  readonly isSignedIn: boolean;
  readonly busy: boolean;
  readonly test: WizardTest;
  readonly done: DsnEntry | null;
  readonly onBack: () => void;
  readonly onSheet: () => void;
  readonly onSignIn: () => void;
  readonly onTest: () => void;
  readonly onPreview: (entry: DsnEntry) => void;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

export function WizardFoot(props: WizardFootProps) {
  const { step, needsSignIn, busy, test, done } = props;
  if (done !== null) {
    return (
      // The key makes its first button a new one, which takes the focus.
      <div key="done" className="dialog-foot">
        <Button autoFocus variant="primary" onPress={() => props.onPreview(done)}>
          {messages.dsn.openPreview}
        </Button>
        <ConnectButton entry={done} reason={undefined} />
        <Button onPress={props.onClose}>{messages.close}</Button>
      </div>
    );
  }
  return (
    <div className="dialog-foot">
      <Button variant="plain" className="wizard-all" onPress={props.onSheet}>
        {text.allProperties}
      </Button>
      <span className="foot-gap" />
      {step === 'credential' && props.isSignedIn && (
        <Button isDisabled={busy} onPress={props.onSignIn}>
          {text.signInAgain}
        </Button>
      )}
      {step === 'finish' &&
        (test.phase === 'running' ? (
          <Button onPress={() => test.abort.abort()}>{text.stopTest}</Button>
        ) : (
          <Button onPress={props.onTest}>{text.testAgain}</Button>
        ))}
      <Button isDisabled={step === 'start' || busy} onPress={props.onBack}>
        {text.back}
      </Button>
      <Button variant="primary" type="submit" isPending={busy || test.phase === 'running'}>
        {busy ? messages.sheet.saving : nextLabel(step, needsSignIn)}
      </Button>
      <Button onPress={props.onCancel}>{messages.cancel}</Button>
    </div>
  );
}

function nextLabel(step: Step, needsSignIn: boolean): string {
  if (step === 'credential' && needsSignIn) return messages.sheet.signIn;
  if (step === 'place') return messages.sheet.test;
  return step === 'finish' ? text.finish : text.next;
}
