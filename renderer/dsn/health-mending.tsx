/** Starts what a mend button promises; what opens for it is loaded when it is wanted. */
import { lazy, Suspense, useState } from 'react';
import type { DsnEntry, HealthMend } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';

const MendDialogs = lazy(async () => ({ default: (await import('./mend-dialogs.tsx')).MendDialogs }));

export interface Mending {
  readonly start: (entry: DsnEntry, mend: HealthMend) => void;
  /** The dialogs that are open because of it. */
  readonly dialogs: React.ReactNode;
}

export function useMending(): Mending {
  const { health } = useServices();
  const [at, setAt] = useState<{ readonly entry: DsnEntry; readonly mend: HealthMend } | null>(null);
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
      case 'signInWithScopes':
      case 'enterSecret':
      case 'configure':
      case 'startNewVault':
        setAt({ entry, mend });
        break;
    }
  };
  return {
    start,
    dialogs: at !== null && (
      <Suspense>
        <MendDialogs entry={at.entry} mend={at.mend} onClose={() => setAt(null)} />
      </Suspense>
    ),
  };
}
