/**
 * Random INSERTs, UPDATEs and DELETEs of comments, held against a model in plain JavaScript and against what the sandbox
 * itself has afterwards. `npm test` tries the same ones each time; with DRAWBRIDGE_DEEP they are more and new ones.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from './session.ts';
import { run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

const deep = process.env['DRAWBRIDGE_DEEP'] !== undefined;
const runs = deep ? 300 : 10;
const fixedSeed = 20_261_127;

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=api');
});
afterAll(() => bench.close());

/** Comments by their numbers, without the deleted ones. */
type Comments = Map<bigint, { readonly pullRequest: number; readonly text: string }>;

const pullRequests = [1, 2, 3];
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const text = fc
  .oneof(
    fc.constantFrom(
      'a',
      "it's",
      '潮汐',
      'x\\y',
      '"q"',
      'line\nbreak',
      '-- no',
      '$1',
      'größe',
      '😀',
      '/* c */',
    ),
    fc.string({ minLength: 1, maxLength: 12 }),
  )
  // U+0000 can stand in no statement.
  .filter((value) => !value.includes('\0'));

interface Condition {
  readonly sql: string;
  readonly holds: (comment: { readonly pullRequest: number; readonly text: string }) => boolean;
}

const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    fc
      .constantFrom(...pullRequests)
      .map((id): Condition => ({ sql: `PullRequestId = ${id}`, holds: (one) => one.pullRequest === id })),
    text.map((value): Condition => ({
      sql: `ContentRaw = ${quoted(value)}`,
      holds: (one) => one.text === value,
    })),
    fc.integer({ min: 0, max: 9 }).map((length): Condition => ({
      sql: `length(ContentRaw) > ${length}`,
      holds: (one) => Array.from(one.text).length > length,
    })),
    fc.tuple(tie('node'), tie('node')).map(([a, b]): Condition => ({
      sql: `(${a.sql} AND ${b.sql})`,
      holds: (one) => a.holds(one) && b.holds(one),
    })),
    fc.tuple(tie('node'), tie('node')).map(([a, b]): Condition => ({
      sql: `(${a.sql} OR ${b.sql})`,
      holds: (one) => a.holds(one) || b.holds(one),
    })),
    tie('node').map((a): Condition => ({ sql: `NOT (${a.sql})`, holds: (one) => !a.holds(one) })),
  ),
})).node;

type Step =
  | {
      readonly verb: 'insert';
      readonly rows: readonly (readonly [number, string])[];
      readonly byParameter: boolean;
    }
  | { readonly verb: 'update'; readonly condition: Condition; readonly suffix: string }
  | { readonly verb: 'delete'; readonly condition: Condition };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    verb: fc.constant('insert' as const),
    rows: fc.array(fc.tuple(fc.constantFrom(...pullRequests), text), { minLength: 1, maxLength: 4 }),
    byParameter: fc.boolean(),
  }),
  fc.record({ verb: fc.constant('update' as const), condition, suffix: text }),
  fc.record({ verb: fc.constant('delete' as const), condition }),
);

async function insert(rows: readonly (readonly [number, string])[], byParameter: boolean, model: Comments) {
  const values = rows.map(([id, value], index) =>
    byParameter ? `($${2 * index + 1}, $${2 * index + 2})` : `(${id}, ${quoted(value)})`,
  );
  const sql = `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES ${values.join(', ')} RETURNING Id, PullRequestId, ContentRaw`;
  const parameters = byParameter ? rows.flatMap(([id, value]) => [String(id), value]) : [];
  const made = await run(session, sql, { parameters });
  expect(made.tag).toBe(`INSERT 0 ${rows.length}`);
  expect(made.rows.map((row) => row.slice(1))).toEqual(rows.map(([id, value]) => [BigInt(id), value]));
  made.rows.forEach(([id], index) => {
    const [pullRequest = 0, value = ''] = rows[index] ?? [];
    model.set(id as bigint, { pullRequest, text: value });
  });
}

async function apply(one: Step, model: Comments): Promise<void> {
  if (one.verb === 'insert') return insert(one.rows, one.byParameter, model);
  const own = `PullRequestId IN (${pullRequests.join(', ')})`;
  const where = `WHERE ${own} AND (${one.condition.sql})`;
  const meant = [...model].filter(([, comment]) => one.condition.holds(comment));
  if (one.verb === 'delete') {
    const { tag, rows } = await run(session, `DELETE FROM PullRequestComments ${where} RETURNING Id`);
    expect(tag).toBe(`DELETE ${meant.length}`);
    expect(new Set(rows.map(([id]) => id))).toEqual(new Set(meant.map(([id]) => id)));
    for (const [id] of meant) model.delete(id);
    return;
  }
  const set = `SET ContentRaw = ContentRaw || ${quoted(one.suffix)}`;
  expect((await run(session, `UPDATE PullRequestComments ${set} ${where}`)).tag).toBe(
    `UPDATE ${meant.length}`,
  );
  for (const [id, comment] of meant) model.set(id, { ...comment, text: comment.text + one.suffix });
}

interface Page {
  readonly next?: string;
  readonly values: readonly {
    readonly id: number;
    readonly deleted: boolean;
    readonly content: { readonly raw: string };
  }[];
}

/** What the sandbox has, asked by plain HTTP. */
async function stored(): Promise<Comments> {
  const found: Comments = new Map();
  for (const pullRequest of pullRequests) {
    let path: string | undefined =
      `/repositories/lighthouse/api/pullrequests/${pullRequest}/comments?pagelen=100`;
    while (path !== undefined) {
      const page = (await bench.get(path)) as unknown as Page;
      for (const { id, deleted, content } of page.values) {
        if (!deleted) found.set(BigInt(id), { pullRequest, text: content.raw });
      }
      path = page.next?.slice(bench.sandbox.apiUrl.length);
    }
  }
  return found;
}

test('the sandbox ends up as the statements say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      const model = await stored();
      for (const one of steps) await apply(one, model);
      expect(await stored()).toEqual(model);
    }),
    { numRuns: runs, ...(deep ? {} : { seed: fixedSeed }) },
  );
}, 240_000);
