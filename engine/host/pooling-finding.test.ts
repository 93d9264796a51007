import { expect, it } from 'vitest';
import type { PoolingState } from '../dsn/pooling.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { poolingFindings } from './pooling-finding.ts';

const off: PoolingState = {
  manager: 'unixODBC',
  on: false,
  file: '/etc/odbcinst.ini',
  scope: 'system',
  drivers: [],
};
const found = (state: Partial<PoolingState>) => poolingFindings(() => Promise.resolve({ ...off, ...state }));

it('tells what pooling means to pyodbc where it is on, and which file says so', async () => {
  const [finding, ...more] = await found({ on: true });
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ subject: 'Pooling', ok: true });
  expect(finding?.text).toMatch(/^On \(\/etc\/odbcinst\.ini\)\..*pyodbc/);
});

it('has nothing to say where nothing is pooled, and on Windows', async () => {
  expect(await found({})).toEqual([]);
  expect(await found({ manager: 'Windows', on: true })).toEqual([]);
});

it('says why the settings cannot be read', async () => {
  const failed = new DrawbridgeError(SqlState.ioError, 'Could not read it.', { hint: 'Mend it.' });
  expect(await poolingFindings(() => Promise.reject(failed))).toEqual([
    { subject: 'Pooling', ok: false, text: 'Could not read it. Mend it.' },
  ]);
});
