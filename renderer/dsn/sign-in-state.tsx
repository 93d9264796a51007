/** On the Authentication page: whether a browser sign-in is kept, and the buttons that forget it or carry it over. */
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Failure, Output } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { openInBrowser } from '../controls/open-in-browser.ts';
import { NoticeNote } from '../controls/notice-note.tsx';
import { messages } from '../messages.ts';
import { ExportSignIn } from '../sign-in/export-sign-in.tsx';
import { ImportSignIn } from '../sign-in/import-sign-in.tsx';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import type { Draft } from './draft.ts';
import { signsInWithBrowser } from './property-pages.ts';

const text = messages.sheet;

export interface SignInStateProps {
  readonly draft: Draft;
  readonly saved: DsnKey | null;
  /** Loads the data source anew; what is being edited stays. */
  readonly onReload: (saved: DsnKey) => Promise<void>;
}

export function SignInState({ draft, saved, onReload }: SignInStateProps) {
  const { engine, dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [forgotten, setForgotten] = useState<Output<'signIn.forget'> | null>(null);
  const [carrying, setCarrying] = useState<'out' | 'in' | null>(null);
  if (!signsInWithBrowser(properties, draft)) return null;

  const forget = async (dsn: DsnKey) => {
    setFailure(null);
    try {
      const { name, scope } = dsn;
      setForgotten(await engine.call('signIn.forget', { name, scope }));
      await onReload(dsn);
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  const imported = async (dsn: DsnKey) => {
    await onReload(dsn);
    setCarrying(null);
    setForgotten(null);
  };
  return (
    <div className="sign-in-state">
      <NoticeNote
        tone={draft.signedIn ? 'good' : 'info'}
        message={draft.signedIn ? text.signedIn : text.notSignedIn}
        hint={forgotten?.hint ?? (draft.signedIn ? text.signedInText : text.notSignedInText)}
      >
        {draft.signedIn && saved !== null && (
          <>
            <Button onPress={() => void forget(saved)}>{text.forget}</Button>
            <Button onPress={() => setCarrying('out')}>{messages.carry.exportOpen}</Button>
          </>
        )}
        {!draft.signedIn && saved !== null && (
          <Button onPress={() => setCarrying('in')}>{messages.carry.importOpen}</Button>
        )}
        {forgotten !== null && (
          <Button onPress={() => openInBrowser(forgotten.page)}>
            <ExternalLink aria-hidden size={13} />
            {text.revoke}
          </Button>
        )}
      </NoticeNote>
      {failure !== null && <FailureNote failure={failure} />}
      {carrying === 'out' && saved !== null && <ExportSignIn dsn={saved} onClose={() => setCarrying(null)} />}
      {carrying === 'in' && saved !== null && (
        <ImportSignIn dsn={saved} onDone={() => imported(saved)} onCancel={() => setCarrying(null)} />
      )}
    </div>
  );
}
