import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { watchFiles } from './file-watch.ts';

it('tells of a file that is written, replaced or new, and of no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'file-watch-'));
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

it('waits for folders that are not there yet, and for one that has gone to come back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'file-watch-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const library = join(folder, 'data', 'driver', 'library.so');
  let wake = (): void => undefined;
  onTestFinished(watchFiles([library], () => wake()));
  const next = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  const made = next();
  await mkdir(join(folder, 'data', 'driver'), { recursive: true });
  await writeFile(library, 'x');
  await made;
  const gone = next();
  await rm(join(folder, 'data', 'driver'), { recursive: true });
  await gone;
  const back = next();
  await mkdir(join(folder, 'data', 'driver'));
  await writeFile(library, 'x');
  await back;
  const written = next();
  await writeFile(library, 'y');
  await written;
});
