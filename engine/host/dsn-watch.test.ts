import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { watchFiles } from './dsn-watch.ts';

it('tells of a file that is written, replaced or new, and of no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dsn-watch-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [user, system] = [join(folder, 'odbc.ini'), join(folder, 'etc', 'odbc.ini')];
  await mkdir(join(folder, 'etc'));
  let told = 0;
  let wake = (): void => undefined;
  const end = watchFiles([user, system, join(folder, 'nothing', 'odbc.ini')], () => {
    told += 1;
    wake();
  });
  onTestFinished(end);
  const next = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  const first = next();
  await writeFile(join(folder, 'other.ini'), 'x');
  await writeFile(user, 'x');
  await first;
  const second = next();
  await writeFile(join(folder, 'etc', 'new'), 'y');
  await rename(join(folder, 'etc', 'new'), system);
  await second;
  expect(told).toBe(2);
});
