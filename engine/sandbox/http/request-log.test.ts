import { expect, test } from 'vitest';
import { RequestLog } from './request-log.ts';

test('forgets the oldest requests when there are very many', () => {
  const log = new RequestLog();
  for (let index = 0; index <= 20_000; index += 1) log.open('GET', `/${index}`, '', undefined);
  expect(log.entries).toHaveLength(10_001);
  expect(log.entries[0]?.path).toBe('/10000');
  expect(log.entries.at(-1)?.path).toBe('/20000');
});

test.each([
  [undefined, 'none'],
  ['Bearer abc', 'bearer'],
  ['basic abc', 'basic'],
  ['JWT abc', 'other'],
])('calls the authorization %s %s', (header, kind) => {
  expect(new RequestLog().open('GET', '/', '', header).authorization).toBe(kind);
});

test('hides secrets in queries and keeps the rest as it came', () => {
  const query = 'a=1&access_token=x%20y&code=z&barcode=7&state=s';
  expect(new RequestLog().open('GET', '/site/oauth2/authorize', query, undefined).query).toBe(
    'a=1&access_token=***&code=***&barcode=7&state=***',
  );
});

test('shows which states of pull requests were asked for', () => {
  const query = 'state=OPEN&state=MERGED';
  const path = '/2.0/repositories/lighthouse/api/pullrequests';
  expect(new RequestLog().open('GET', path, query, undefined).query).toBe(query);
});
