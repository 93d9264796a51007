/** Loads a data source as a draft, and again on demand; the last one stays until the next has arrived. */
import { useEffect, useState } from 'react';
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
  load(this: void, key: DsnKey): void;
}

const newDraft: LoadedDraft = Object.freeze({ draft: emptyDraft, notices: [] });

/** Begins with the data source named, or with an empty draft where there is none yet. */
export function useSavedDraft(first: DsnKey | null): SavedDraft {
  const { engine } = useServices();
  const [request, setRequest] = useState({ key: first });
  const [loaded, setLoaded] = useState(first === null ? newDraft : null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const { key } = request;
    if (key === null) return undefined;
    let current = true;
    const load = async () => {
      try {
        const found = await engine.call('dsn.get', { name: key.name, scope: key.scope });
        if (!current) return;
        setLoaded({ draft: draftOf(found), notices: found.notices });
        setFailure(null);
      } catch (error) {
        if (current) setFailure(asFailure(error));
      }
    };
    void load();
    return () => {
      current = false;
    };
  }, [engine, request]);
  return {
    loaded,
    failure,
    // A new object each time, since the same data source may be asked for again.
    load: (key) => setRequest({ key }),
  };
}
