import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';

describe('a schema with hyphens needs no quotes', () => {
  it.each([
    ['SELECT Id FROM harbor-app.Pulls', 'SELECT Id FROM "harbor-app".Pulls'],
    ['SELECT a-b FROM a-2-c.T x, 2-b.U', 'SELECT a-b FROM "a-2-c".T x, "2-b".U'],
    ['SELECT 1 AS x FROM Bitbucket.harbor-app.Pulls p', 'SELECT 1 AS x FROM Bitbucket."harbor-app".Pulls p'],
    ['SELECT Id FROM app-2.Pulls', 'SELECT Id FROM "app-2".Pulls'],
    [
      'SELECT x FROM T JOIN a-b.U ON f(1, c-d.e) = 1, c-d.V',
      'SELECT x FROM T JOIN "a-b".U ON f(1, c-d.e) = 1, "c-d".V',
    ],
    [
      'SELECT p.x FROM T p LEFT JOIN order-service.U u ON p.a = u.b-u.c',
      'SELECT p.x FROM T p LEFT JOIN "order-service".U u ON p.a = u.b-u.c',
    ],
    [
      'SELECT x FROM (SELECT y FROM in-bay.T) q WHERE z IN (SELECT w FROM to-sea.T)',
      'SELECT x FROM (SELECT y FROM "in-bay".T) q WHERE z IN (SELECT w FROM "to-sea".T)',
    ],
  ])('%s', (given, expected) => {
    expect(normalise(given).text).toBe(expected);
  });

  it.each([
    ['UPDATE harbor-app.Pulls SET Title = 1', 'UPDATE "harbor-app".Pulls SET Title = 1'],
    ['INSERT INTO harbor-app.Pulls (a) VALUES (b-c.d)', 'INSERT INTO "harbor-app".Pulls (a) VALUES (b-c.d)'],
    ['DELETE FROM harbor-app.Pulls WHERE a = 1', 'DELETE FROM "harbor-app".Pulls WHERE a = 1'],
    ['CALL harbor-app.Merge(1)', 'CALL "harbor-app".Merge(1)'],
    ['{call harbor-app.Merge(1)}', 'call "harbor-app".Merge(1)'],
    ['TABLE harbor-app.Pulls', 'TABLE "harbor-app".Pulls'],
    [
      'SELECT a.x FROM {oj a-b.T a LEFT OUTER JOIN c-d.U b ON a.y = b.y}',
      'SELECT a.x FROM "a-b".T a LEFT OUTER JOIN "c-d".U b ON a.y = b.y',
    ],
  ])('%s', (given, expected) => {
    expect(normalise(given).text).toBe(expected);
  });
});

describe('a minus stays one', () => {
  it.each([
    'SELECT a-b.c AS x FROM T b, U WHERE a-b.c = 1 AND d IS DISTINCT FROM a-b.c',
    'SELECT x FROM T GROUP BY x, a-b.c HAVING x > 1 ORDER BY x, a-b.c',
    'SELECT EXTRACT(YEAR FROM a-b.c) AS y FROM T b',
    'SELECT x FROM T b JOIN U ON T.a = U.a-b.c WHERE f(x, a-b.c) = 1',
    'SELECT x FROM a -b.c',
    'SELECT x FROM T, LATERAL (SELECT 1, a-b.c) q',
  ])('%s', (text) => {
    expect(normalise(text).text).toBe(text);
  });
});
