/** What to do in Bitbucket: the page that creates the credential, what to enter there, which boxes to tick. */
import { ExternalLink } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { openInBrowser } from '../controls/open-in-browser.ts';
import type { Draft } from '../dsn/draft.ts';
import { messages } from '../messages.ts';
import { bitbucketPages } from './bitbucket-pages.ts';
import { CallbackLine } from './callback-line.tsx';
import { PermissionBoxes, type Wishes } from './permission-boxes.tsx';
import type { Scheme } from './steps.ts';

const text = messages.wizard;

export interface InBitbucketProps {
  readonly scheme: Scheme;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly wishes: Wishes;
  readonly onWishes: (wishes: Wishes) => void;
}

export function InBitbucket({ scheme, draft, onChange, wishes, onWishes }: InBitbucketProps) {
  const { dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const pages = bitbucketPages(scheme, draft.values['Workspace'] ?? '');
  const callback = properties.find(({ name }) => name === 'CallbackURL');
  return (
    <section className="wizard-part" aria-labelledby="wizard-create">
      <h3 id="wizard-create">{text.create[scheme]}</h3>
      <ol className="wizard-todo">
        <li>
          {text.createWhere[scheme]}
          <span className="button-line">
            <Button onPress={() => openInBrowser(pages.create)}>
              <ExternalLink aria-hidden size={13} />
              {text.openPage[scheme]}
            </Button>
            <Button variant="plain" className="wizard-help" onPress={() => openInBrowser(pages.help)}>
              {text.openHelp}
            </Button>
          </span>
        </li>
        {scheme === 'OAuth' && callback !== undefined && (
          <li>
            <CallbackLine property={callback} draft={draft} onChange={onChange} />
          </li>
        )}
        {scheme === 'OAuthClient' && <li>{text.privateConsumer}</li>}
        <li>
          <PermissionBoxes scheme={scheme} wishes={wishes} onChange={onWishes} />
        </li>
      </ol>
    </section>
  );
}
