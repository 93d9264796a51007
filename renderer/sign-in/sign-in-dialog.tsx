/** The dialog of a browser sign-in: shows its progress, takes a pasted code, ends with who is signed in. */
import { useStore } from 'zustand';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { PortTaken } from './port-taken.tsx';
import type { SignInFlow } from './sign-in-flow.ts';
import { SignedInFacts } from './signed-in-facts.tsx';
import { WaitingForConsent } from './waiting-for-consent.tsx';
import './sign-in-dialog.css';

const text = messages.signIn;

export interface SignInDialogProps {
  readonly name: string;
  readonly flow: SignInFlow;
  readonly byHand: boolean;
  readonly onOpen: (address: string) => void;
  readonly onAgain: () => void;
  readonly onByHand: () => void;
  /** Gives the data source another callback address. Rejects with the engine's failure. */
  readonly onMove: (callbackUrl: string) => Promise<void>;
  readonly onClose: () => void;
}

export function SignInDialog(props: SignInDialogProps) {
  const { name, flow, byHand, onOpen, onAgain, onByHand, onMove, onClose } = props;
  const state = useStore(flow.state);
  const finished = state.phase === 'done' || state.phase === 'failed';
  return (
    <Dialog title={text.title(name)} size="medium" onCancel={onClose}>
      <div className="dialog-body" aria-live="polite">
        {state.phase === 'starting' && <p className="busy">{text.starting}</p>}
        {state.phase === 'portTaken' && (
          <PortTaken
            failure={state.failure}
            suggestion={state.suggestion}
            onMove={onMove}
            onAgain={onAgain}
            onByHand={onByHand}
          />
        )}
        {state.phase === 'waiting' && (
          <WaitingForConsent
            state={state}
            byHand={byHand || !isOnThisComputer(state.callbackUrl)}
            onOpen={() => onOpen(state.authorizationUrl)}
            onPaste={(pasted) => flow.paste(pasted)}
          />
        )}
        {state.phase === 'exchanging' && <p className="busy">{text.exchanging}</p>}
        {state.phase === 'failed' && <FailureNote title={text.failed} failure={state.failure} />}
        {state.phase === 'done' && (
          <>
            <NoticeNote tone="good" message={text.done} />
            <SignedInFacts state={state} />
          </>
        )}
      </div>
      <div className="dialog-foot">
        {state.phase === 'failed' && (
          <Button variant="primary" onPress={onAgain}>
            {text.again}
          </Button>
        )}
        <Button
          autoFocus={state.phase === 'done'}
          variant={state.phase === 'done' ? 'primary' : 'normal'}
          onPress={onClose}
        >
          {finished ? messages.close : messages.cancel}
        </Button>
      </div>
    </Dialog>
  );
}

/** The answer to another site has to be brought here by hand. */
function isOnThisComputer(callbackUrl: string): boolean {
  if (!URL.canParse(callbackUrl)) return false;
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(callbackUrl).hostname);
}
