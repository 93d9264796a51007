/** What the engine says an import would do, asked again whenever text or choices change. Nothing is changed by asking. */
import { useEffect, useState } from 'react';
import type { Failure, ImportChoice, ImportItem } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { asFailure } from '../stores/as-failure.ts';

export type Choices = Readonly<Record<string, ImportChoice>>;

export interface ImportPlanState {
  readonly items: readonly ImportItem[];
  readonly choices: Choices;
  readonly failure: Failure | null;
  choose(this: void, name: string, choice: ImportChoice): void;
}

interface Seen {
  readonly items: readonly ImportItem[];
  readonly failure: Failure | null;
}

const nothing: Seen = { items: [], failure: null };

export function useImportPlan(scope: 'user' | 'system', content: string): ImportPlanState {
  const { engine } = useServices();
  const [chosen, setChosen] = useState<{ readonly of: string; readonly choices: Choices }>({
    of: '',
    choices: {},
  });
  const [seen, setSeen] = useState<Seen>(nothing);
  // Choices about one text say nothing about another.
  const choices = chosen.of === content ? chosen.choices : none;
  const isEmpty = content.trim() === '';
  useEffect(() => {
    if (isEmpty) return undefined;
    let current = true;
    const look = async () => {
      try {
        const input = { scope, text: content, look: true, choices: { ...choices } };
        const { items } = await engine.call('dsn.import', input);
        if (current) setSeen({ items, failure: null });
      } catch (error) {
        if (current) setSeen({ items: [], failure: asFailure(error) });
      }
    };
    void look();
    return () => {
      current = false;
    };
  }, [engine, scope, content, choices, isEmpty]);
  return {
    ...(isEmpty ? nothing : seen),
    choices,
    choose: (name, choice) => setChosen({ of: content, choices: { ...choices, [name]: choice } }),
  };
}

const none: Choices = Object.freeze({});
