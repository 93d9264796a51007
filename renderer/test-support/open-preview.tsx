/** The window with Preview in front, over a fake engine that answers every statement with three rows. */
import { screen, waitFor } from '@testing-library/react';
import { expect, vi } from 'vitest';
import type { Handlers } from './fake-engine.ts';
import { renderApp } from './render-app.tsx';
import { foreign, sampleEngine, sandbox, weekly } from './sample-engine.ts';

/** happy-dom lays nothing out; the grid draws only what has a size. Returns what undoes it. */
export function givePageSize(): () => void {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(240);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  return () => vi.restoreAllMocks();
}

const statistics = { calls: 3, rows: 3, bytes: 2048, milliseconds: 41.6 };

export const lastPage = {
  rows: [
    ['1', 'First'],
    ['2', null],
    ['3', 'Third'],
  ],
  done: true,
  cut: false,
  commandTag: 'SELECT 3',
  notices: [],
  statistics,
};

export const answers: Handlers = {
  'query.open': () => ({
    id: 'q1',
    columns: [
      { name: 'Id', type: 'bigint', align: 'right' },
      { name: 'Title', type: 'text', align: 'left' },
    ],
  }),
  'query.fetch': () => lastPage,
  'query.close': () => ({}),
};

export async function openPreview(sql: string, handlers: Handlers = {}) {
  const engine = sampleEngine([sandbox, weekly, foreign], { ...answers, ...handlers });
  const { user, services } = renderApp(engine);
  await screen.findByRole('row', { name: /Sandbox/ });
  await user.click(screen.getByRole('tab', { name: 'Preview' }));
  await screen.findByRole('textbox', { name: 'SQL' });
  await user.click(screen.getByRole('button', { name: /Data source$/ }));
  await user.click(await screen.findByRole('option', { name: 'Sandbox' }));
  services.preview.setSql(sql);
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'SQL' }).textContent).toContain(sql));
  const run = () => user.click(screen.getByRole('button', { name: 'Run' }));
  return { engine, user, services, run };
}
