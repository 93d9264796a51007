/** A sign-in that a dialog starts for a saved data source: its window, tried again or another way on demand. */
import { useState, type ReactNode } from 'react';
import { useServices } from '../app/services.tsx';
import { openInBrowser } from '../controls/open-in-browser.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import { changeCallback } from './change-callback.ts';
import { SignInDialog } from './sign-in-dialog.tsx';
import { startSignIn, type SignInFlow } from './sign-in-flow.ts';

interface Run {
  readonly dsn: DsnKey;
  readonly flow: SignInFlow;
  readonly listen: boolean;
}

export interface SignInWindow {
  begin(this: void, dsn: DsnKey): void;
  /** Stands above the dialog that holds it. */
  readonly window: ReactNode;
}

/**
 * `onClosed` hears whether somebody is signed in now; the data source may have another callback address. The
 * window stays until it has read what it needs, so that nothing is tried with what held before.
 */
export function useSignIn(onClosed: (dsn: DsnKey, signedIn: boolean) => Promise<void> | void): SignInWindow {
  const { engine } = useServices();
  const [run, setRun] = useState<Run | null>(null);
  const begin = (dsn: DsnKey, listen = true) => {
    run?.flow.end();
    setRun({ dsn, listen, flow: startSignIn(engine, dsn, openInBrowser, listen ? {} : { listen }) });
  };
  const close = async ({ dsn, flow }: Run) => {
    flow.end();
    await onClosed(dsn, flow.state.getState().phase === 'done');
    setRun(null);
  };
  return {
    begin: (dsn) => begin(dsn),
    window: run !== null && (
      <SignInDialog
        name={run.dsn.name}
        flow={run.flow}
        byHand={!run.listen}
        onOpen={openInBrowser}
        onAgain={() => begin(run.dsn)}
        onByHand={() => begin(run.dsn, false)}
        onMove={(callbackUrl) => changeCallback(engine, run.dsn, callbackUrl)}
        onClose={() => void close(run)}
      />
    ),
  };
}
