import { afterAll, beforeAll, expect, it } from 'vitest';
import { schemaNames, type SchemaInfo } from '../catalog/schema-name.ts';
import type { StoreConnection } from '../store/connection.ts';
import { openPgCatalog, type PgCatalog } from './catalog.ts';
import { SchemaOids } from './oids.ts';
import type { CatalogReader, SettingRow } from './reader-connections.ts';

const named = (value: string): SettingRow => ({ name: 'application_name', value, shown: value, unit: null });

const schemasOf = (...slugs: readonly string[]): readonly SchemaInfo[] =>
  schemaNames(
    [],
    slugs.map((slug) => ({ slug, uuid: `{${slug}}`, projectKey: null })),
  );

const beacon = schemasOf('beacon');
const tides = schemasOf('tides', 'wharf');

const erika: CatalogReader = {
  user: 'erika',
  searchPath: ['beacon', 'Information'],
  readOnly: true,
  processId: 3,
  schemas: beacon,
  settings: [named('one')],
};
const jonas: CatalogReader = {
  user: 'jonas',
  searchPath: ['tides'],
  readOnly: false,
  processId: 4,
  schemas: tides,
  settings: [named('two')],
};

const seen = `
  SELECT lk_user, current_schemas(false)[1], current_setting('application_name'),
    (SELECT string_agg(nspname, ' ' ORDER BY nspname) FROM pg_namespace WHERE oid > 16383),
    (SELECT bool_or(has_table_privilege(oid, 'UPDATE')) FROM pg_class WHERE relname = 'PullRequests'),
    (SELECT count(DISTINCT connamespace) FROM pg_constraint)
  FROM lookup_session`;

const seenByErika = ['erika', 'beacon', 'one', 'AllRepositories Information beacon', false, 3n];
const seenByJonas = ['jonas', 'tides', 'two', 'AllRepositories Information tides wharf', true, 4n];

let catalog: PgCatalog;

beforeAll(async () => {
  catalog = await openPgCatalog(new SchemaOids(), '1.0');
});

afterAll(() => catalog.close());

const row = async (connection: StoreConnection, sql: string): Promise<readonly unknown[]> =>
  (await (await connection.run(sql)).next())?.getRows()[0] ?? [];

const asks = (reader: CatalogReader, sql = seen): Promise<readonly unknown[]> =>
  catalog.use(reader, (connection) => row(connection, sql));

it('nothing of a reader is left for the next one on the same connection', async () => {
  expect(await asks(erika)).toEqual(seenByErika);
  expect(await asks(jonas)).toEqual(seenByJonas);
  expect(await asks({ ...jonas, user: 'erika' })).toEqual(['erika', ...seenByJonas.slice(1)]);
  expect(await asks({ ...jonas, settings: [named('three')] })).toContain('three');
  expect(await asks(erika)).toEqual(seenByErika);
});

it('who only wants to know a shape changes neither schemas nor settings', async () => {
  await asks(erika);
  expect(await asks({ ...erika, schemas: null, settings: null })).toEqual(seenByErika);
  expect((await asks({ ...jonas, schemas: null, settings: null })).slice(0, 2)).toEqual(['jonas', null]);
  expect(await asks(jonas)).toEqual(seenByJonas);
});

it('schemas that come and go are noticed, and a list that is only made anew is the same', async () => {
  expect((await asks({ ...jonas, schemas: [...tides, ...beacon.slice(-1)] }))[3]).toContain('beacon');
  expect(await asks({ ...jonas, schemas: [...tides] })).toEqual(seenByJonas);
});

it('readers at the same time each have their own connection', async () => {
  const readers = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? erika : jonas));
  const all = await Promise.all(readers.map((reader) => asks(reader)));
  expect(all).toEqual(readers.map((reader) => (reader === erika ? seenByErika : seenByJonas)));
});

it('so many are asked at once, and whoever waits has a turn, after errors, too', async () => {
  const gate = openGate();
  let running = 0;
  let most = 0;
  const works = Array.from({ length: 20 }, (_, index) =>
    catalog.use(erika, async () => {
      running += 1;
      most = Math.max(most, running);
      if (running === 4) gate.open();
      await gate.opened;
      running -= 1;
      if (index % 3 === 0) throw new Error('broken');
    }),
  );
  const outcomes = await Promise.allSettled(works);
  expect(most).toBe(4);
  expect(outcomes.map(({ status }) => status)).toEqual(
    works.map((_, index) => (index % 3 === 0 ? 'rejected' : 'fulfilled')),
  );
});

it('an error leaves the connection as it was', async () => {
  await expect(asks(erika, 'SELECT nothing FROM pg_class')).rejects.toMatchObject({ sqlState: '42703' });
  await expect(asks(erika, "SELECT error('x')")).rejects.toThrow('x');
  expect(await asks(erika)).toEqual(seenByErika);
});

it('a cancelled question ends, and the next is answered', async () => {
  const long = 'SELECT count(*) FROM range(1000000) a, range(1000000) b';
  const stop = new AbortController();
  const asked = catalog.use(erika, (connection) => {
    const running = connection.run(long, stop.signal);
    stop.abort();
    return running;
  });
  await expect(asked).rejects.toMatchObject({ sqlState: '57014' });
  expect(await asks(erika)).toEqual(seenByErika);
});

it('closing ends what runs and what waits, and keeps nothing', async () => {
  const other = await openPgCatalog(new SchemaOids(), '1.0');
  const gate = openGate();
  let begun = 0;
  const asked = Array.from({ length: 4 }, () =>
    other.use(erika, (connection) => {
      const running = connection.run('SELECT count(*) FROM range(1000000) a, range(1000000) b');
      begun += 1;
      if (begun === 4) gate.open();
      return running;
    }),
  );
  const waiting = Array.from({ length: 3 }, () => other.use(erika, () => Promise.resolve()));
  const ended = Promise.allSettled([...asked, ...waiting]);
  await gate.opened;
  await other.close();
  expect((await ended).map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'rejected'));
  await expect(other.use(erika, () => Promise.resolve())).rejects.toMatchObject({ sqlState: '57014' });
});

interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

function openGate(): Gate {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
