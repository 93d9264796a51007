/** What a mend button opens: the property sheet at the right page, or a sign-in, with the boxes to tick before it. */
import { useState } from 'react';
import type { DsnEntry, HealthMend } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { useSignIn } from '../sign-in/use-sign-in.tsx';
import { PropertySheet } from './property-sheet.tsx';
import type { PageName } from './property-pages.ts';
import { ScopesDialog } from './scopes-dialog.tsx';

type Open =
  | { readonly kind: 'sheet'; readonly page: PageName }
  | { readonly kind: 'scopes'; readonly boxes: readonly string[] };

export interface Mending {
  /** Starts what the button promises. */
  readonly start: (entry: DsnEntry, mend: HealthMend) => void;
  /** The dialogs that are open because of it. */
  readonly dialogs: React.ReactNode;
}

export function useMending(): Mending {
  const { health } = useServices();
  const [at, setAt] = useState<{ readonly entry: DsnEntry; readonly open: Open } | null>(null);
  const close = () => setAt(null);
  const { begin, window: signInWindow } = useSignIn(() => undefined);
  const signIn = (entry: DsnEntry) => {
    close();
    begin(entry);
  };
  const start = (entry: DsnEntry, mend: HealthMend) => {
    switch (mend.action) {
      case 'installDriver':
      case 'moveSecrets':
      case 'removeValues':
        void health.mend(entry, mend.action);
        break;
      case 'check':
        void health.check([entry]);
        break;
      case 'signIn':
        signIn(entry);
        break;
      case 'signInWithScopes':
        setAt({ entry, open: { kind: 'scopes', boxes: mend.boxes } });
        break;
      case 'enterSecret':
        setAt({ entry, open: { kind: 'sheet', page: 'Authentication' } });
        break;
      case 'configure':
        setAt({ entry, open: { kind: 'sheet', page: mend.page } });
        break;
    }
  };
  const dialogs = (
    <>
      {at !== null && dialogOf(at.entry, at.open, { close, signIn })}
      {signInWindow}
    </>
  );
  return { start, dialogs };
}

interface Ways {
  readonly close: () => void;
  readonly signIn: (entry: DsnEntry) => void;
}

function dialogOf(entry: DsnEntry, open: Open, { close, signIn }: Ways) {
  switch (open.kind) {
    case 'sheet':
      return <PropertySheet scope={entry.scope} original={entry} page={open.page} onClose={close} />;
    case 'scopes':
      return <ScopesDialog boxes={open.boxes} onSignIn={() => signIn(entry)} onCancel={close} />;
  }
}
