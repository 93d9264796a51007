/** Loads a data source as a draft, and again on demand; the last one stays until the next has arrived. */
import { useEffect, useRef, useState } from 'react';
import type { AdminNotice, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import { draftOf, emptyDraft, type Draft } from './draft.ts';

export interface LoadedDraft {
  readonly draft: Draft;
  readonly notices: readonly AdminNotice[];
}

export interface SavedDraft {
  readonly loaded: LoadedDraft | null;
  readonly failure: Failure | null;
  /** Resolves when it has arrived, or could not be had. */
  load(this: void, key: DsnKey): Promise<void>;
}

const newDraft: LoadedDraft = Object.freeze({ draft: emptyDraft, notices: [] });

/** Begins with the data source named, or with an empty draft where there is none yet. */
export function useSavedDraft(first: DsnKey | null): SavedDraft {
  const { engine } = useServices();
  const [loaded, setLoaded] = useState(first === null ? newDraft : null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Only the latest answer counts. */
  const asked = useRef(0);
  const load = async ({ name, scope }: DsnKey) => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const found = await engine.call('dsn.get', { name, scope });
      if (mine !== asked.current) return;
      setLoaded({ draft: draftOf(found), notices: found.notices });
      setFailure(null);
    } catch (error) {
      if (mine === asked.current) setFailure(asFailure(error));
    }
  };
  useEffect(() => {
    if (first !== null) void load(first);
    return () => {
      asked.current += 1;
    };
    // Once; what is asked for later comes by `load`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return { loaded, failure, load };
}
