import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { properties } from '../../dsn/properties.ts';
import { openDsnStore } from '../../dsn/dsn-places.ts';
import { procedures, type Input } from '../contract.ts';
import type { CallContext } from '../dispatcher.ts';
import { connectHandlers, type Reach } from './connect.ts';

const library = '/data/driver/libdrawbridgeodbc.so';
const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};

let folder: string;
let reach: Reach;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'connect-handlers-'));
  await mkdir(join(folder, 'etc'));
  reach = { runDir: '/run/drawbridge-test', port: 4711, running: true, tcp: null };
});
afterEach(() => rm(folder, { recursive: true }));

const handlers = () => {
  const env = { ODBCINI: join(folder, 'user.ini'), ODBCSYSINI: join(folder, 'etc'), HOME: folder };
  return connectHandlers({ dsns: openDsnStore({ env, libraryPath: library }), reach: () => reach });
};
const writeUser = (text: string) => writeFile(join(folder, 'user.ini'), text);
const writeSystem = (text: string) => writeFile(join(folder, 'etc', 'odbc.ini'), text);
const guides = async (name: string, scope: 'user' | 'system' = 'user') =>
  procedures['connect.guides'].output.parse(await handlers()['connect.guides']({ name, scope }, context));
const file = async (input: Input<'connect.file'>) => {
  const made = procedures['connect.file'].output.parse(await handlers()['connect.file'](input, context));
  return { ...made, text: Buffer.from(made.content, 'base64').toString() };
};

it("names the engine's place and the data source as it is written in its file", async () => {
  await writeUser(`[Harbour]\nDriver=${library}\nSchema=quay\n`);
  const found = await guides('HARBOUR');
  const psql = found.guides.find(({ id }) => id === 'psql');
  expect(psql?.texts[0]?.text).toBe('psql -h /run/drawbridge-test -p 4711 -d Harbour\n');
  expect(found.tables).toContainEqual(expect.objectContaining({ schema: 'quay', table: 'PullRequests' }));
  expect(found.tables).toContainEqual(expect.objectContaining({ schema: 'Information', table: 'Users' }));
});

it('names no repository where the schema is Information, which is the default', async () => {
  await writeUser(`[Harbour]\nDriver=${library}\n`);
  const { tables } = await guides('Harbour');
  expect(tables).toContainEqual(expect.objectContaining({ schema: '', table: 'PullRequests' }));
});

it('makes the files of every kind, for a data source of the system too', async () => {
  await writeSystem(`[Bridge]\nDriver=${library}\nSchema=quay\n`);
  const key = { name: 'Bridge', scope: 'system' } as const;
  const users = [{ schema: 'Information', table: 'Users' }];
  expect((await file({ ...key, kind: 'tds', tables: users })).text).toContain("odbc-dsn='Bridge'");
  expect((await file({ ...key, kind: 'tdc', tables: [] })).name).toBe('Drawbridge.tdc');
  expect((await file({ ...key, kind: 'pbids', tables: [] })).text).toContain('"DSN=Bridge"');
  expect((await file({ ...key, kind: 'odc', tables: users })).name).toBe('Bridge Users.odc');
  expect((await file({ ...key, kind: 'dqy', tables: users })).text).toContain('DSN=Bridge;\r\n');
});

it('tells of a User data source that hides one of the system', async () => {
  await writeSystem(`[Bridge]\nDriver=${library}\n`);
  const notes = async () =>
    (await guides('Bridge', 'system')).guides.flatMap((guide) => guide.notes).join('\n');
  expect(await notes()).not.toContain('comes first');
  await writeUser(`[bridge]\nDriver=${library}\n`);
  expect(await notes()).toContain('comes first');
});

it('shows no value that was written by hand into the file, whatever its property', async () => {
  const values = properties
    .filter(({ name }) => name !== 'Schema')
    .map(({ name }) => `${name}=canary-of-${name}`);
  await writeUser(
    `[Harbour]\nDriver=${library}\nUID=canary-user\nPWD=canary-password\n${values.join('\n')}\n`,
  );
  const users = [{ schema: '', table: 'Users' }];
  const made = [JSON.stringify(await guides('Harbour'))];
  for (const kind of ['tds', 'tdc', 'pbids', 'odc', 'dqy'] as const) {
    const tables = kind === 'tdc' || kind === 'pbids' ? [] : users;
    made.push((await file({ name: 'Harbour', scope: 'user', kind, tables })).text);
  }
  expect(values.length).toBeGreaterThan(20);
  for (const text of made) expect(text).not.toContain('canary');
});

it('tells Tableau how long the driver says that a text without a limit is', async () => {
  const widths = async (more: string) => {
    await writeUser(`[Harbour]\nDriver=${library}\n${more}`);
    const tables = [{ schema: '', table: 'Repositories' }];
    const { text } = await file({ name: 'Harbour', scope: 'user', kind: 'tds', tables });
    const told = [...text.matchAll(/<width>(\d+)<\/width>/g)].map(([, width]) => Number(width));
    return Math.max(...told);
  };
  expect(await widths('')).toBe(4000);
  expect(await widths('MaximumColumnSize=20000\n')).toBe(20_000);
  expect(await widths('MaximumColumnSize=255\n')).toBe(255);
});

it('makes texts and files for a data source in a file, with its addresses and without any secret', async () => {
  const path = join(folder, 'Team.dsn');
  const values = 'ApiURL=sandbox:\nProxy=http://ada:canary@proxy:1\nWorkspace=canary\nPWD=canary';
  await writeFile(path, `[ODBC]\nDRIVER=${library}\n${values}\n`);
  const key = { name: path, scope: 'file' } as const;
  const users = [{ schema: '', table: 'Users' }];
  const extras = `DSNFile=${path};ApiURL=sandbox:;Proxy={http://ada@proxy:1}`;
  const tds = await file({ ...key, kind: 'tds', tables: users });
  expect(tds.name).toBe('Team Users.tds');
  expect(tds.text).toContain(`odbc-connect-string-extras='${extras}'`);
  expect(tds.text).toContain("odbc-driver='Drawbridge ODBC Driver for Bitbucket' odbc-dsn=''");
  const pbids = await file({ ...key, kind: 'pbids', tables: [] });
  expect(pbids.text).toContain(`"Driver={Drawbridge ODBC Driver for Bitbucket};${extras}"`);
  const dqy = await file({ ...key, kind: 'dqy', tables: users });
  expect(dqy.text).toContain(`${extras};\r\n`);
  const guidesText = JSON.stringify(await handlers()['connect.guides'](key, context));
  expect(guidesText).toContain(`FILEDSN=${path}`);
  for (const text of [guidesText, tds.text, pbids.text, dqy.text]) expect(text).not.toContain('canary');
});

it('refuses a data source that is not there, and one of another driver', async () => {
  await writeUser('[Warehouse]\nDriver=/opt/other.so\n');
  await expect(guides('Harbour')).rejects.toMatchObject({ sqlState: '3D000' });
  await expect(guides('Warehouse')).rejects.toMatchObject({ sqlState: '42501' });
});
