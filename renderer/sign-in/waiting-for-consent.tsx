/** While the user grants access in the browser: the way there, the callback address, and the way by hand. */
import { ExternalLink } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Failure, SignInState } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { DisclosurePart } from '../controls/disclosure-part.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import { TimeLeft } from './time-left.tsx';

const text = messages.signIn;

export interface WaitingForConsentProps {
  readonly state: Extract<SignInState, { phase: 'waiting' }>;
  /** True: nobody listens for the browser, the answer has to be pasted. */
  readonly byHand: boolean;
  readonly onOpen: () => void;
  readonly onPaste: (text: string) => Promise<Failure | null>;
}

export function WaitingForConsent({ state, byHand, onOpen, onPaste }: WaitingForConsentProps) {
  const [pasted, setPasted] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const { authorizationUrl, callbackUrl, strayAnswer = false } = state;
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    // React hands it on to the form that has opened this dialog, which would be saved.
    event.stopPropagation();
    setFailure(await onPaste(pasted.trim()));
  }
  return (
    <>
      <p className="busy">
        <strong>{text.waiting}</strong>
        {state.secondsLeft !== undefined && <TimeLeft key={state.secondsLeft} seconds={state.secondsLeft} />}
      </p>
      {strayAnswer && <NoticeNote tone="warning" message={text.stray} hint={text.strayHint} />}
      <p>{text.waitingText}</p>
      <div className="button-line">
        <Button onPress={onOpen}>
          <ExternalLink aria-hidden size={14} />
          {text.openAgain}
        </Button>
        <CopyTextButton text={authorizationUrl} label={text.copyAddress} />
      </div>
      {!isBitbucket(authorizationUrl) && <p className="quiet">{text.customAddress}</p>}
      <dl className="facts">
        <div>
          <dt>{text.address}</dt>
          <dd>
            <code className="selectable sign-in-address">{authorizationUrl}</code>
          </dd>
        </div>
        <div>
          <dt>{text.callback}</dt>
          <dd>
            <span className="copy-line">
              <code className="selectable">{callbackUrl}</code>
              <CopyTextButton text={callbackUrl} label={text.copyCallback} />
            </span>
            <span className="quiet">{text.callbackText}</span>
          </dd>
        </div>
      </dl>
      <DisclosurePart title={text.pasteToggle} defaultExpanded={byHand}>
        <p>{text.pasteHow}</p>
        <form noValidate onSubmit={(event) => void send(event)}>
          <TextRow
            label={text.paste}
            value={pasted}
            onChange={setPasted}
            help={text.pasteHelp}
            after={
              <Button type="submit" isDisabled={pasted.trim() === ''}>
                {text.pasteSend}
              </Button>
            }
          />
        </form>
        {failure !== null && <FailureNote failure={failure} />}
      </DisclosurePart>
    </>
  );
}

/** Others are not opened from the desktop, which lets out only what it knows. */
function isBitbucket(address: string): boolean {
  return URL.canParse(address) && new URL(address).hostname === 'bitbucket.org';
}
