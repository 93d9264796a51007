/**
 * The tabs of results, as plain data: a run takes the place of the tab in front unless that is pinned. What it took
 * the place of comes back beside it when the run brings nothing, so that an error costs no result.
 */
import type { Failure, PlanScan } from '../../engine/admin/contract.ts';
import type { ChartSpec } from './chart-spec.ts';
import { hasResult, type Run } from './run.ts';

export type ResultView = 'rows' | 'plan' | 'chart';

export type PlanState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly scans: readonly PlanScan[] }
  | { readonly phase: 'failed'; readonly failure: Failure };

export interface ResultTab {
  readonly id: string;
  /** Counts the runs of this window. */
  readonly number: number;
  readonly pinned: boolean;
  readonly view: ResultView;
  readonly run: Run;
  /** null: not asked for yet. */
  readonly plan: PlanState | null;
  /** null: as the column types suggest. */
  readonly chart: ChartSpec | null;
  /** What stood here before, until this run has brought something. */
  readonly replaced: ResultTab | null;
}

export interface ResultTabs {
  readonly tabs: readonly ResultTab[];
  /** The id of the tab in front; null when there are none. */
  readonly active: string | null;
}

export const noTabs: ResultTabs = Object.freeze({ tabs: [], active: null });

export function activeTab({ tabs, active }: ResultTabs): ResultTab | null {
  return tabs.find(({ id }) => id === active) ?? null;
}

/** With the new tab in front: in the place of the one there, or behind it where that is pinned. */
export function withNewTab(state: ResultTabs, tab: ResultTab): ResultTabs {
  const current = activeTab(state);
  if (current === null) return { tabs: [...state.tabs, tab], active: tab.id };
  const index = state.tabs.indexOf(current);
  const replaces = !current.pinned;
  const replaced = replaces && hasResult(current.run) ? { ...current, replaced: null } : null;
  return {
    tabs: state.tabs.toSpliced(replaces ? index : index + 1, replaces ? 1 : 0, { ...tab, replaced }),
    active: tab.id,
  };
}

export function changeTab(
  state: ResultTabs,
  id: string,
  change: (tab: ResultTab) => Partial<ResultTab>,
): ResultTabs {
  return { ...state, tabs: state.tabs.map((tab) => (tab.id === id ? { ...tab, ...change(tab) } : tab)) };
}

/** Once a run has ended: what it took the place of is let go, or comes back when the run brought nothing. */
export function settleReplaced(state: ResultTabs, id: string): ResultTabs {
  const index = state.tabs.findIndex((tab) => tab.id === id);
  const tab = state.tabs[index];
  if (tab === undefined || tab.replaced === null) return state;
  const before = hasResult(tab.run) ? [] : [tab.replaced];
  return { ...state, tabs: state.tabs.toSpliced(index, 1, ...before, { ...tab, replaced: null }) };
}

/** The one behind it comes to the front, or else the one before. */
export function closeTab(state: ResultTabs, id: string): ResultTabs {
  const index = state.tabs.findIndex((tab) => tab.id === id);
  if (index === -1) return state;
  const tabs = state.tabs.toSpliced(index, 1);
  const next = tabs[index] ?? tabs.at(-1);
  return { tabs, active: state.active === id ? (next?.id ?? null) : state.active };
}
