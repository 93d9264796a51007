/** While the user grants access in the browser: the way there, the callback address, and the way by hand. */
import { ChevronRight, ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Disclosure, DisclosurePanel, Heading, Button as AriaButton } from 'react-aria-components';
import type { Failure, SignInState } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';

const text = messages.signIn;

export interface WaitingForConsentProps {
  readonly state: Extract<SignInState, { phase: 'waiting' }>;
  readonly onOpen: () => void;
  readonly onPaste: (text: string) => Promise<Failure | null>;
}

export function WaitingForConsent({ state, onOpen, onPaste }: WaitingForConsentProps) {
  const [pasted, setPasted] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <>
      <p className="busy">
        <strong>{text.waiting}</strong>
      </p>
      <p>{text.waitingText}</p>
      <p>
        <Button onPress={onOpen}>
          <ExternalLink aria-hidden size={14} />
          {text.openAgain}
        </Button>
      </p>
      <dl className="facts">
        <div>
          <dt>{text.address}</dt>
          <dd>
            <code className="selectable sign-in-address">{state.authorizationUrl}</code>
          </dd>
        </div>
        <div>
          <dt>{text.callback}</dt>
          <dd>
            <code className="selectable">{state.callbackUrl}</code>
            <br />
            <span className="quiet">{text.callbackText}</span>
          </dd>
        </div>
      </dl>
      <Disclosure className="disclosure">
        <Heading>
          <AriaButton slot="trigger">
            <ChevronRight aria-hidden size={14} />
            {text.pasteToggle}
          </AriaButton>
        </Heading>
        <DisclosurePanel>
          <TextRow
            label={text.paste}
            value={pasted}
            onChange={setPasted}
            help={text.pasteHelp}
            after={
              <Button
                isDisabled={pasted.trim() === ''}
                onPress={() => void onPaste(pasted.trim()).then(setFailure)}
              >
                {text.pasteSend}
              </Button>
            }
          />
          {failure !== null && <FailureNote failure={failure} />}
        </DisclosurePanel>
      </Disclosure>
    </>
  );
}
