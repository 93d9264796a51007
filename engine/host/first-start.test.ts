import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AdminClient } from '../admin/client.ts';
import { prepareForUser } from './first-start.ts';

let folder: string;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-first-'));
  env = { HOME: folder, ODBCSYSINI: folder, ODBCINI: path.join(folder, 'odbc.ini') };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('sample data comes once: what the user has removed does not come back', async () => {
  const call = vi.fn(() => Promise.resolve({}));
  const admin = { call } as unknown as AdminClient;
  const data = path.join(folder, 'data');
  await prepareForUser(admin, data, env);
  expect(call).toHaveBeenCalledExactlyOnceWith('dsn.addSandbox', {});
  expect(await readFile(path.join(data, 'prepared'), 'utf8')).toMatch(/^\d+\.\d+/);

  await rm(path.join(folder, 'odbcinst.ini'), { force: true });
  const problems = await prepareForUser(admin, data, env);
  expect(call).toHaveBeenCalledOnce();
  expect(problems).toEqual([]);
  await expect(readFile(path.join(folder, 'odbcinst.ini'))).rejects.toThrow();
});
