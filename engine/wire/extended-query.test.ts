import { INTEGER } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { chunkOf, column, fakeSessions } from './test-support/fake-session.ts';
import type { FakeSessions, FakeStatement } from './test-support/fake-session.ts';
import { testServer } from './test-support/scripted-server.ts';
import {
  bind,
  close,
  describe,
  execute,
  flush,
  message,
  parse,
  query,
  rawValues,
  report,
  rows,
  sync,
  text,
  types,
} from './test-support/wire-client.ts';
import type { Reply, WireClient } from './test-support/wire-client.ts';

/** `numbers N` counts to N in chunks of two rows; `echo` returns its parameters; the rest is what its name says. */
function script(sql: string): FakeStatement {
  const [word = '', argument = ''] = sql.split(' ');
  if (word === 'declare') {
    const query = script(sql.slice('declare '.length));
    return { columns: null, commandTag: '', declares: { name: 'c', query } };
  }
  if (word === 'copy') {
    const format = { csv: false, header: false, delimiter: '\t', null: '', quote: '"', escape: '"' };
    return { ...script(`numbers ${argument}`), copy: { ...format, binary: true } };
  }
  const commands: Readonly<Record<string, FakeStatement>> = {
    numbers: {
      columns: [column('n', 23)],
      commandTag: `SELECT ${argument}`,
      *chunks() {
        for (let n = 1; n <= Number(argument); n += 2) {
          yield chunkOf([INTEGER], n < Number(argument) ? [[n], [n + 1]] : [[n]]);
        }
      },
    },
    echo: {
      columns: [column('a', 23), column('b', 25)],
      parameterTypes: [23, 25],
      commandTag: 'SELECT 1',
      *chunks(parameters) {
        yield chunkOf([INTEGER, INTEGER], [[Number(parameters[0]), parameters[1] === null ? null : 1]]);
      },
    },
    broken: {
      columns: [column('n', 23)],
      commandTag: 'SELECT 2',
      *chunks() {
        yield chunkOf([INTEGER], [[1]]);
        throw new DrawbridgeError(SqlState.sourceFailed, 'Bitbucket answered 500');
      },
    },
    begin: { columns: null, commandTag: 'BEGIN', transaction: { verb: 'BEGIN' } },
    commit: { columns: null, commandTag: 'COMMIT', transaction: { verb: 'COMMIT', chain: false } },
    fetch: { columns: null, commandTag: '', fetches: { name: 'c', rows: Number(argument) } },
    deallocate: { columns: null, commandTag: 'DEALLOCATE', deallocates: { statement: argument || null } },
    '': { columns: null, commandTag: '' },
  };
  const found = commands[word];
  if (found === undefined)
    throw new DrawbridgeError(SqlState.syntaxError, `Cannot read ${sql}`, { position: 1 });
  return found;
}

async function connected(): Promise<{ client: WireClient; fakes: FakeSessions }> {
  const fakes = fakeSessions(script);
  return { client: await (await testServer(fakes)).open(), fakes };
}

async function batch(client: WireClient, ...messages: readonly Buffer[]): Promise<Reply[]> {
  client.send(...messages, sync);
  return client.untilReady();
}

const columnOf = (replies: readonly Reply[]): (string | null | undefined)[] =>
  rows(replies).map((row) => row[0]);

test('describes a statement and a portal before anything is executed', async () => {
  const { client, fakes } = await connected();
  const replies = await batch(
    client,
    parse('s', 'echo'),
    describe('S', 's'),
    bind('', 's', ['1', 'x'], { results: [1] }),
    describe('P', ''),
  );
  expect(types(replies)).toBe('1tT2TZ');
  expect(replies[1]?.body.toString('hex')).toBe('00020000001700000019');
  expect(replies[2]?.body.subarray(-2).toString('hex')).toBe('0000');
  expect(replies[4]?.body.subarray(-2).toString('hex')).toBe('0001');
  expect(fakes.counts.openCursors).toBe(0);
});

test('the driver is told which columns can be NULL, once for each description that differs', async () => {
  const of = (nullable: boolean | undefined) => ({
    ...column('n', 23),
    ...(nullable !== undefined && { nullable }),
  });
  const nulls: Readonly<Record<string, readonly (boolean | undefined)[]>> = {
    first: [false, true, undefined],
    second: [true],
  };
  const server = await testServer(
    fakeSessions((sql) => ({ columns: (nulls[sql] ?? []).map(of), commandTag: 'SELECT 0' })),
  );
  const described = [
    parse('', 'first'),
    describe('S', ''),
    describe('S', ''),
    parse('', 'second'),
    describe('S', ''),
  ];
  const driver = await batch(await server.open({ drawbridge_protocol: '1' }), ...described);
  expect(types(driver)).toBe('1tSTtT1tSTZ');
  const told = driver.filter(({ type }) => type === 'S').map(({ body }) => body.toString());
  expect(told).toEqual(['drawbridge_nullable\0ny?\0', 'drawbridge_nullable\0y\0']);
  expect(types(await batch(await server.open(), ...described))).toBe('1tTtT1tTZ');
});

test('the driver is told which column of which table each one is', async () => {
  const source = { schema: 'harbor', table: 'Ships', column: 'Name' };
  const columns = [column('n', 25), { ...column('m', 25), source }];
  const server = await testServer(
    fakeSessions((sql) => ({ columns: columns.slice(0, Number(sql)), commandTag: 'SELECT 0' })),
  );
  const described = [parse('', '2'), describe('S', ''), parse('', '1'), describe('S', '')];
  const driver = await batch(await server.open({ drawbridge_protocol: '1' }), ...described);
  const told = driver.filter(({ type }) => type === 'S').map(({ body }) => body.toString().split('\0'));
  expect(told.filter(([name]) => name === 'drawbridge_sources').map(([, value]) => value)).toEqual([
    '\nharbor\tShips\tName',
    '',
  ]);
});

test('what returns no rows is described so, and executed', async () => {
  const { client } = await connected();
  const replies = await batch(
    client,
    parse('', 'begin'),
    describe('S', ''),
    bind('', ''),
    describe('P', ''),
    execute(''),
  );
  expect(types(replies)).toBe('1tn2nCZ');
});

test('an empty text gets its own answer', async () => {
  const { client } = await connected();
  expect(types(await batch(client, parse('', ''), bind('', ''), execute('')))).toBe('12IZ');
});

test('a prepared statement runs again and again, with other parameters', async () => {
  const { client, fakes } = await connected();
  await batch(client, parse('s', 'echo'));
  for (const n of [1, 2, 3]) {
    const replies = await batch(client, bind('', 's', [String(n), n === 2 ? null : 'x']), execute(''));
    expect(rows(replies)).toEqual([[String(n), n === 2 ? null : '1']]);
  }
  expect(fakes.counts.prepared).toEqual(['echo']);
});

test('parameters come in binary, and results go out in it, column by column', async () => {
  const { client } = await connected();
  const seven = Buffer.from([0, 0, 0, 7]);
  const formats = { parameters: [1, 0], results: [1, 0] };
  const replies = await batch(client, parse('', 'echo'), bind('', '', [seven, 'x'], formats), execute(''));
  const row = replies.find((reply) => reply.type === 'D');
  expect(row === undefined ? [] : rawValues(row)).toEqual([seven, Buffer.from('1')]);
});

test('FETCH returns rows in the formats that it is bound with, as it is described', async () => {
  const { client } = await connected();
  await client.query('declare numbers 5');
  const fetched = async (formats: readonly number[]): Promise<Reply[]> =>
    batch(
      client,
      parse('', 'fetch 1'),
      bind('', '', [], { results: formats }),
      describe('P', ''),
      execute(''),
    );
  for (const [number, formats] of [[], [1], [0], [1]].entries()) {
    const replies = await fetched(formats);
    expect(types(replies)).toBe('12TDCZ');
    const [, , description, row] = replies;
    const isBinary = formats[0] === 1;
    expect(description?.body.readInt16BE(description.body.length - 2)).toBe(isBinary ? 1 : 0);
    const text = Buffer.from(String(number + 1));
    expect(row === undefined ? [] : rawValues(row)).toEqual([
      isBinary ? Buffer.from([0, 0, 0, number + 1]) : text,
    ]);
  }
});

const tagOf = (replies: readonly Reply[]): string | undefined =>
  replies
    .find(({ type }) => type === 'C')
    ?.body.subarray(0, -1)
    .toString();

test('FETCH 0 describes the rows, and is refused where it would return one that is gone', async () => {
  const { client } = await connected();
  await client.query('declare numbers 5');
  // As PHP's PDO does for a scrollable cursor.
  const before = await client.query('fetch 0');
  expect([types(before), tagOf(before)]).toEqual(['TCZ', 'FETCH 0']);
  expect(columnOf(await client.query('fetch 2'))).toEqual(['1', '2']);
  expect(types(await client.query('fetch 0'))).toBe('EZ');
  expect(columnOf(await client.query('fetch 9'))).toEqual(['3', '4', '5']);
  expect(tagOf(await client.query('fetch 0'))).toBe('FETCH 0');
});

test('a row limit does not stop COPY, which has one beginning and one end', async () => {
  const { client } = await connected();
  const replies = await batch(client, parse('', 'copy 3'), bind('', ''), execute('', 2));
  expect(types(replies)).toBe('12HddddcCZ');
  const signatures = replies.filter(({ body }) => body.includes('PGCOPY'));
  expect(signatures).toEqual([replies[3]]);
});

test('a row limit suspends the portal, which goes on where it stopped', async () => {
  const { client } = await connected();
  client.send(parse('', 'numbers 5'), bind('p', ''), execute('p', 3), flush);
  client.send(execute('p', 1), execute('p', 3), execute('p', 1), sync);
  const replies = await client.untilReady();
  expect(types(replies)).toBe('12DDDsDsDCCZ');
  expect(columnOf(replies)).toEqual(['1', '2', '3', '4', '5']);
});

test('several portals of one connection take turns', async () => {
  const { client, fakes } = await connected();
  client.send(parse('', 'numbers 4'), bind('a', ''), parse('', 'numbers 3'), bind('b', ''));
  client.send(execute('a', 1), execute('b', 2), execute('a', 1), execute('b', 2), execute('a'), sync);
  expect(columnOf(await client.untilReady())).toEqual(['1', '1', '2', '2', '3', '3', '4']);
  expect(fakes.counts).toMatchObject({ openCursors: 0, openPrepared: 1 });
});

test('portals end with the batch, but with the transaction when there is one', async () => {
  const { client, fakes } = await connected();
  await batch(client, parse('s', 'numbers 9'), bind('p', 's'), execute('p', 1));
  expect(report((await batch(client, execute('p', 1)))[0])).toMatchObject({ C: '34000' });
  await client.query('begin');
  await batch(client, bind('p', 's'), execute('p', 1));
  expect(columnOf(await batch(client, execute('p', 1)))).toEqual(['2']);
  expect(fakes.counts.openCursors).toBe(1);
  await client.query('commit');
  expect(fakes.counts.openCursors).toBe(0);
});

test('after an error everything up to Sync is skipped, in a pipeline too', async () => {
  const { client, fakes } = await connected();
  client.send(parse('', 'nonsense'), bind('', ''), execute(''), query('begin'), sync);
  client.send(parse('', 'numbers 1'), bind('', ''), execute(''), sync);
  const first = await client.untilReady();
  expect(types(first)).toBe('EZ');
  expect(report(first[0])).toMatchObject({ C: '42601', P: '1' });
  expect(types(await client.untilReady())).toBe('12DCZ');
  expect(fakes.counts.prepared).toEqual(['nonsense', 'numbers 1']);
});

test('a portal that has failed never looks as if it had come to its end', async () => {
  const { client } = await connected();
  await client.query('begin');
  const replies = await batch(client, parse('', 'broken'), bind('p', ''), execute('p', 1), execute('p'));
  expect(types(replies)).toBe('12DsEZ');
  expect(report((await batch(client, execute('p')))[0])).toMatchObject({ C: '25P02' });
});

test.each([
  ['a statement that does not exist', [bind('', 'nope')], '26000'],
  ['a portal that does not exist', [execute('nope')], '34000'],
  ['a statement that exists already', [parse('s', 'begin'), parse('s', 'begin')], '42P05'],
  ['a portal that exists already', [parse('s', 'begin'), bind('p', 's'), bind('p', 's')], '42P03'],
  ['too few parameters', [parse('', 'echo'), bind('', '', ['1'])], '08P01'],
  [
    'a wrong number of parameter formats',
    [parse('', 'echo'), bind('', '', ['1', '2'], { parameters: [0, 0, 0] })],
    '08P01',
  ],
  [
    'a wrong number of result formats',
    [parse('', 'echo'), bind('', '', ['1', '2'], { results: [0, 0, 0] })],
    '08P01',
  ],
  [
    'a format that is neither text nor binary',
    [parse('', 'echo'), bind('', '', ['1', '2'], { results: [2] })],
    '08P01',
  ],
  ['what has run already', [parse('', 'commit'), bind('p', ''), execute('p'), execute('p')], '55000'],
  ['a text without an end', [message('P', Buffer.from('abc'))], '08P01'],
  ['bytes behind the last field', [message('E', text(''), Buffer.alloc(5))], '08P01'],
  ['something to describe that is neither', [message('D', text('X'))], '08P01'],
])('refuses %s and goes on after Sync', async (_, messages, sqlState) => {
  const { client } = await connected();
  const replies = await batch(client, ...messages);
  expect(report(replies.at(-2))).toMatchObject({ S: 'ERROR', C: sqlState });
  expect(types(await client.query('numbers 1'))).toBe('TDCZ');
});

test('Close frees statements with their portals, and is no error when there is nothing', async () => {
  const { client, fakes } = await connected();
  client.send(
    parse('s', 'numbers 9'),
    bind('p', 's'),
    execute('p', 1),
    close('S', 's'),
    close('P', 'p'),
    flush,
  );
  const replies: (string | undefined)[] = [];
  for (let count = 0; count < 6; count += 1) replies.push((await client.next())?.type);
  expect(replies.join('')).toBe('12Ds33');
  expect(fakes.counts).toMatchObject({ openCursors: 0, openPrepared: 0 });
  expect(types(await batch(client, close('S', 's'), close('P', '')))).toBe('33Z');
});

test('DEALLOCATE of SQL drops what was prepared by the protocol', async () => {
  const { client } = await connected();
  await batch(client, parse('a', 'begin'), parse('b', 'begin'));
  await client.query('deallocate a');
  expect(types(await batch(client, parse('a', 'begin')))).toBe('1Z');
  await batch(client, parse('', 'deallocate'), bind('', ''), execute(''));
  expect(report((await batch(client, bind('', 'b')))[0])).toMatchObject({ C: '26000' });
});

test('a simple query ends the unnamed statement', async () => {
  const { client } = await connected();
  await batch(client, parse('', 'numbers 1'));
  await client.query('numbers 1');
  expect(report((await batch(client, bind('', '')))[0])).toMatchObject({ C: '26000' });
});
