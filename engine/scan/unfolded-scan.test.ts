/** Rows out of lists in the objects of a page: what a page holds is neither the number of rows nor their order alone. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { compare, number, text } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan, tableNamed } from './test-support/sandbox-scan.ts';

let scan: SandboxScan;
beforeAll(async () => {
  scan = await sandboxScan();
});
afterEach(() => {
  scan.reset();
});
afterAll(() => scan.close());

const reviewers = tableNamed('PullRequestReviewers');
const columns = ['PullRequestId', 'UserUUID'];

it('asks for the list by name, as the pages leave it out otherwise', async () => {
  await readScan(scan.source(), requestFor('api', reviewers, { columns }));
  expect(scan.queries().at(-1)?.get('fields')).toBe('values.id,values.reviewers.uuid,next,size,page,pagelen');
});

it('is read on until the wanted rows are there, with their equals, in the order of the objects', async () => {
  const order = { column: 'PullRequestId', descending: true };
  const request = requestFor('harbor-app', reviewers, { columns, order, limit: 60 });
  const { rows } = await readScan(scan.source(), request);
  const ids = rows.map((row) => Number(row['PullRequestId']));
  expect(ids.length).toBeGreaterThan(60);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  const last = ids[59];
  const all = await readScan(
    scan.source(),
    requestFor('harbor-app', reviewers, {
      columns,
      predicate: compare('PullRequestId', '=', number(last ?? 0)),
    }),
  );
  expect(ids.filter((id) => id === last)).toHaveLength(all.rows.length);
  const lists = scan.sandbox.requests.filter(({ query }) => query.includes('sort=-id'));
  expect(lists.length).toBeGreaterThan(0);
  expect(lists.length).toBeLessThan(5);
});

it('stops after the wanted rows where no order is asked for', async () => {
  const { rows } = await readScan(scan.source(), requestFor('harbor-app', reviewers, { columns, limit: 3 }));
  expect(rows.length).toBeGreaterThanOrEqual(3);
  expect(scan.sandbox.requests.filter(({ path }) => path.endsWith('/pullrequests'))).toHaveLength(1);
});

it('is not counted by the size of the list, which counts objects', async () => {
  const request = requestFor('api', reviewers, { columns, countOnly: true });
  const { rows, count } = await readScan(scan.source(), request);
  expect(count).toBeNull();
  expect(rows.length).not.toBe(24);
  expect(scan.source().explain(request).counts).toBe(false);
});

it('keeps each row once when the pages overlap', async () => {
  const plain = await readScan(scan.source(), requestFor('api', reviewers, { columns }));
  Object.assign(scan.sandbox.modes, { ties: 'unstable' });
  const { rows } = await readScan(scan.source({ pageSize: 5 }), requestFor('api', reviewers, { columns }));
  const keys = rows.map((row) => Object.values(row).join());
  expect(new Set(keys).size).toBe(keys.length);
  expect([...keys].sort()).toEqual(plain.rows.map((row) => Object.values(row).join()).sort());
});

it('brings other items of the same object along, which the statement leaves out', async () => {
  const all = await readScan(scan.source(), requestFor('api', reviewers, { columns }));
  const someone = String(all.rows[0]?.['UserUUID']);
  const request = requestFor('api', reviewers, {
    columns,
    predicate: compare('UserUUID', '=', text(someone)),
  });
  const { rows } = await readScan(scan.source(), request);
  expect(scan.queries().at(-1)?.get('q')).toBe(`reviewers.uuid = "${someone}"`);
  expect(rows.length).toBeLessThan(all.rows.length);
  expect(scan.source().explain(request).local).not.toEqual([]);
});
