import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open();
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

const app = '/repositories/lighthouse/harbor-app';
const comments = (id: number): string => `${app}/pullrequests/${id}/comments`;

async function commentsOf(id: number): Promise<readonly Record<string, unknown>[]> {
  return (await bench.get(`${comments(id)}?pagelen=100`))['values'] as readonly Record<string, unknown>[];
}

describe('INSERT', () => {
  it('makes one call and returns the row that was made', async () => {
    const { tag, rows } = await run(
      session,
      `INSERT INTO "harbor-app".PullRequestComments (PullRequestId, ContentRaw) VALUES (1, 'x') RETURNING Id, ContentRaw, PullRequestId`,
    );
    expect(tag).toBe('INSERT 0 1');
    expect(bench.requests()).toEqual([`POST ${comments(1)}`]);
    const last = (await commentsOf(1)).at(-1);
    expect(rows).toEqual([[BigInt(Number(last?.['id'])), 'x', 1n]]);
    expect(last).toMatchObject({ content: { raw: 'x' }, pullrequest: { id: 1 } });
  });
});
