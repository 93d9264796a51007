import { describe, expect, it } from 'vitest';
import {
  closeTab,
  noTabs,
  settleReplaced,
  withNewTab,
  type ResultTab,
  type ResultTabs,
} from './result-tabs.ts';
import { idleRun, type Run } from './run.ts';

const done: Partial<Run> = { phase: 'done', rowCount: 1 };

function tab(id: string, run: Partial<Run> = done, more: Partial<ResultTab> = {}): ResultTab {
  return {
    id,
    number: 1,
    pinned: false,
    view: 'rows',
    run: { ...idleRun, ...run },
    plan: null,
    chart: null,
    replaced: null,
    ...more,
  };
}

const ids = ({ tabs }: ResultTabs) => tabs.map(({ id }) => id);

describe('a new tab', () => {
  it('takes the place of the one in front, and stands behind a pinned one', () => {
    const one = withNewTab(noTabs, tab('a', done, { pinned: true }));
    const two = withNewTab(one, tab('b'));
    expect(ids(two)).toEqual(['a', 'b']);
    const three = withNewTab(two, tab('c'));
    expect(ids(three)).toEqual(['a', 'c']);
    expect(three.active).toBe('c');
    expect(ids(withNewTab({ ...three, active: 'a' }, tab('d')))).toEqual(['a', 'd', 'c']);
  });
});

describe('the result that a run took the place of', () => {
  const running = withNewTab(withNewTab(noTabs, tab('old')), tab('new', { phase: 'running' }));
  const ended = (run: Partial<Run>): ResultTabs => ({
    ...running,
    tabs: running.tabs.map((one) => ({ ...one, run: { ...one.run, ...run } })),
  });

  it('comes back beside it when the run fails or is cancelled without a row', () => {
    expect(ids(settleReplaced(ended({ phase: 'failed' }), 'new'))).toEqual(['old', 'new']);
    expect(ids(settleReplaced(ended({ phase: 'cancelled' }), 'new'))).toEqual(['old', 'new']);
  });

  it('is let go when the run brings a result', () => {
    const settled = settleReplaced(ended(done), 'new');
    expect(ids(settled)).toEqual(['new']);
    expect(settled.tabs[0]?.replaced).toBeNull();
  });
});

it('closing the tab in front shows the one behind it, or else the one before', () => {
  const all: ResultTabs = { tabs: [tab('a'), tab('b'), tab('c')], active: 'b' };
  expect(closeTab(all, 'b').active).toBe('c');
  expect(closeTab({ ...all, active: 'c' }, 'c').active).toBe('b');
  expect(closeTab(all, 'a').active).toBe('b');
  expect(closeTab({ tabs: [tab('a')], active: 'a' }, 'a')).toEqual(noTabs);
});
