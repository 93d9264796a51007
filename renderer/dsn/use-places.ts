/** What Workspace and Schema can be picked from: asked of Bitbucket on demand, for what the form has just then. */
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import type { ComboChoice } from '../controls/combo-row.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import { testInput, type Draft } from './draft.ts';

const text = messages.sheet;

export type PlaceName = 'Workspace' | 'Schema';

export const isPlace = (name: string): name is PlaceName => name === 'Workspace' || name === 'Schema';

type Places =
  | { readonly phase: 'none' | 'loading' }
  | { readonly phase: 'ready'; readonly choices: readonly ComboChoice[] }
  | { readonly phase: 'failed'; readonly failure: Failure };

export interface PlaceList {
  readonly places: Places;
  /** Answers with the choices, or with nothing when they could not be had. Asks once for the same form. */
  load(this: void): Promise<readonly ComboChoice[]>;
}

export function usePlaces(
  place: PlaceName,
  draft: Draft,
  scope: DsnKey['scope'],
  saved: DsnKey | null,
): PlaceList {
  const { engine } = useServices();
  const [found, setFound] = useState<{ readonly of: string; readonly places: Places } | null>(null);
  const running = useRef<{ readonly of: string; readonly abort: AbortController } | null>(null);
  useEffect(() => () => running.current?.abort.abort(), []);
  const key = keyOf(place, draft, saved);
  const places = found !== null && found.of === key ? found.places : ({ phase: 'none' } as const);

  const ask = async (signal: AbortSignal): Promise<readonly ComboChoice[]> => {
    const input = testInput(draft, scope, saved);
    if (place === 'Workspace') {
      const { workspaces } = await engine.call('dsn.workspaces', input, signal);
      return workspaces.map((value) => ({ value }));
    }
    const { schemas } = await engine.call('dsn.schemas', input, signal);
    return schemas.map(({ name, kind, title }) => ({ value: name, note: text.schemaKind(kind, title) }));
  };
  const load = async () => {
    if (places.phase === 'ready') return places.choices;
    if (running.current?.of === key) return [];
    running.current?.abort.abort();
    const abort = new AbortController();
    running.current = { of: key, abort };
    setFound({ of: key, places: { phase: 'loading' } });
    try {
      const choices = await ask(abort.signal);
      setFound({ of: key, places: { phase: 'ready', choices } });
      return choices;
    } catch (error) {
      if (!abort.signal.aborted)
        setFound({ of: key, places: { phase: 'failed', failure: asFailure(error) } });
      return [];
    } finally {
      if (running.current?.abort === abort) running.current = null;
    }
  };
  return { places, load };
}

/** What the answer depends on. */
function keyOf(place: PlaceName, { values, secrets, signedIn }: Draft, saved: DsnKey | null): string {
  const { Schema: _schema, Workspace: workspace, ...others } = values;
  const within = place === 'Schema' ? workspace : '';
  return JSON.stringify([within, others, secrets, signedIn, saved?.name]);
}
