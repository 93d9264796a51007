/** What the engine says about applications, asked again when it is back or has listened anew. */
import { useEffect, useState } from 'react';
import type { Failure, Output } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

interface Guides {
  readonly answer: Output<'connect.guides'> | null;
  readonly failure: Failure | null;
}

export function useGuides({ name, scope }: DsnKey): Guides {
  const { engine } = useServices();
  const [state, setState] = useState<Guides>({ answer: null, failure: null });
  useEffect(() => {
    let current = true;
    const read = async () => {
      try {
        const answer = await engine.call('connect.guides', { name, scope });
        if (current) setState({ answer, failure: null });
      } catch (error) {
        // What is on the screen already stays useful.
        if (current)
          setState(({ answer }) => ({ answer, failure: answer === null ? asFailure(error) : null }));
      }
    };
    const endConnected = engine.onConnected(() => void read());
    return () => {
      current = false;
      endConnected();
    };
  }, [engine, name, scope]);
  return state;
}
