/** Clients that stop each other by number, as Knex and pgAdmin do. */
import { afterAll, beforeAll, beforeEach, afterEach, expect, it } from 'vitest';
import type pg from 'pg';
import { Stage } from './support/stage.ts';

let stage: Stage;
let client: pg.Client;
let other: pg.Client;

beforeAll(async () => {
  stage = await Stage.set();
  client = await stage.connect();
});
afterAll(() => stage.leave());
beforeEach(async () => {
  other = await stage.connect();
});
afterEach(() => other.end().catch(() => undefined));

async function value(on: pg.Client, text: string, values: unknown[] = []): Promise<unknown> {
  const { rows } = await on.query<unknown[]>({ text, values, rowMode: 'array' });
  return rows[0]?.[0];
}

const numberOf = (on: pg.Client): number => (on as unknown as { processID: number }).processID;

const endless =
  'SELECT count(*) FROM PullRequests a, PullRequests b, PullRequests c, PullRequests d WHERE a.Id + b.Id + c.Id * d.Id = -1';

/** Its SQLSTATE, once it has been stopped. */
async function startEndless(): Promise<{ readonly ended: Promise<unknown> }> {
  const ended = other.query(endless).then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );
  const running = `SELECT count(*)::int FROM sys_queries WHERE State = 'running' AND Statement = '${endless}'`;
  await expect.poll(() => value(client, running), { timeout: 20_000 }).toBe(1);
  return { ended };
}

it('each connection knows the number that its client was told', async () => {
  expect(await value(other, 'SELECT pg_backend_pid()')).toBe(numberOf(other));
  expect(await value(client, 'SELECT pg_backend_pid()')).toBe(numberOf(client));
  expect(numberOf(client)).not.toBe(numberOf(other));
  expect(await value(other, 'SELECT pid FROM pg_stat_activity WHERE pid = pg_backend_pid()')).toBe(
    numberOf(other),
  );
});

it('a statement is cancelled, and its connection goes on', async () => {
  const { ended } = await startEndless();
  expect(await value(client, 'SELECT pg_cancel_backend($1::int)', [numberOf(other)])).toBe(true);
  expect(await ended).toBe('57014');
  expect(await value(other, 'SELECT 1')).toBe(1);
});

it('a connection is ended in mid-statement, and one that waits at once', async () => {
  for (const begin of [startEndless, () => Promise.resolve(null)]) {
    other = await stage.connect();
    const gone = new Promise<unknown>((resolve) => {
      other.on('error', (error: unknown) => resolve((error as { code: string }).code));
      other.on('end', () => resolve('end'));
    });
    const begun = await begin();
    expect(await value(client, `SELECT pg_terminate_backend(${numberOf(other)}, 1000)`)).toBe(true);
    if (begun === null) expect(await gone).toBe('57P01');
    else {
      expect(await begun.ended).toBe('57P01');
      await gone;
    }
  }
});

it('nobody has another number, and no number is no answer', async () => {
  const told: string[] = [];
  client.on('notice', ({ message }) => told.push(String(message)));
  expect(await value(client, 'SELECT pg_cancel_backend(99999)')).toBe(false);
  expect(told).toEqual(['No connection of this engine has the number 99999']);
  expect(await value(client, 'SELECT pg_catalog.pg_terminate_backend(NULL)')).toBe(null);
});

it('only constants say which', async () => {
  await expect(client.query('SELECT pg_cancel_backend(pid) FROM pg_stat_activity')).rejects.toMatchObject({
    code: '0A000',
    message: expect.stringContaining('pg_cancel_backend takes constants only here') as string,
  });
});
