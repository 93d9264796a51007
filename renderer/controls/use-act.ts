/** Runs one call at a time for a view, and keeps what it failed with until the next. */
import { useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { asFailure } from '../stores/as-failure.ts';

export function useAct() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const act = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(asFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, act };
}
