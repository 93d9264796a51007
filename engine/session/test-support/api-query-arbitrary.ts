/** Random queries over the tables of a repository, with values that some of its rows have. */
import * as fc from 'fast-check';
import { childQueries } from './child-query-arbitrary.ts';
import type { GeneratedQuery } from './query-arbitrary.ts';

/** Values of each column, as SQL writes them. */
export type KnownValues = ReadonlyMap<string, readonly string[]>;

type Text = fc.Arbitrary<string>;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export function queriesOver(known: KnownValues): fc.Arbitrary<GeneratedQuery> {
  const raw = (column: string): Text =>
    fc.nat(100_000).map((place) => {
      const values = known.get(column) ?? [];
      return values[place % Math.max(1, values.length)] ?? '0';
    });
  const valueOf = (column: string): Text =>
    raw(column).map((value) => (column === 'Id' ? value : quoted(value)));
  const listOf = (column: string): Text =>
    fc.array(valueOf(column), { minLength: 1, maxLength: 12 }).map((values) => values.join(', '));
  const sign = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');

  const compared = (alias: string, column: string): Text =>
    fc.oneof(
      fc.tuple(sign, valueOf(column)).map(([operator, value]) => `${alias}${column} ${operator} ${value}`),
      fc
        .tuple(fc.constantFrom('', 'NOT '), listOf(column))
        .map(([not, list]) => `${alias}${column} ${not}IN (${list})`),
      fc
        .tuple(valueOf(column), valueOf(column))
        .map(([from, to]) => `${alias}${column} BETWEEN ${from} AND ${to}`),
    );
  const nullity = (alias: string, column: string): Text =>
    fc.constantFrom(`${alias}${column} IS NULL`, `${alias}${column} IS NOT NULL`);
  const like = (alias: string, column: string): Text =>
    fc
      .tuple(raw(column), fc.nat(6), fc.integer({ min: 1, max: 6 }), fc.constantFrom('%', ''), fc.boolean())
      .map(([value, from, length, start, isNot]) => {
        const piece = Array.from(value)
          .slice(start === '' ? 0 : from, from + length)
          .join('');
        return `${alias}${column} ${isNot ? 'NOT ' : ''}LIKE ${quoted(`${start}${piece}%`)}`;
      });
  const changedCase = (alias: string, column: string): Text =>
    valueOf(column).map((value) => `${alias}${column} = ${value.toUpperCase()}`);

  const leaf = (alias: string): Text =>
    fc.oneof(
      { weight: 3, arbitrary: compared(alias, 'Id') },
      { weight: 4, arbitrary: compared(alias, 'State') },
      { weight: 2, arbitrary: compared(alias, 'CreatedOn') },
      { weight: 2, arbitrary: compared(alias, 'UpdatedOn') },
      { weight: 2, arbitrary: compared(alias, 'AuthorUUID') },
      { weight: 1, arbitrary: nullity(alias, 'AuthorUUID') },
      { weight: 2, arbitrary: compared(alias, 'Title') },
      { weight: 2, arbitrary: changedCase(alias, 'Title') },
      { weight: 3, arbitrary: like(alias, 'Title') },
      { weight: 2, arbitrary: like(alias, 'Description') },
      { weight: 2, arbitrary: nullity(alias, 'Description') },
      { weight: 2, arbitrary: like(alias, 'SourceBranchName') },
      { weight: 1, arbitrary: changedCase(alias, 'SourceBranchName') },
      { weight: 1, arbitrary: fc.constantFrom(`${alias}IsDraft`, `NOT ${alias}IsDraft`) },
      { weight: 1, arbitrary: fc.constantFrom(`length(${alias}Title) > 30`, `${alias}CreatedOn < now()`) },
      {
        weight: 1,
        arbitrary: valueOf('CreatedOn').map(
          (time) => `CAST(${alias}CreatedOn AS DATE) >= CAST(${time} AS DATE)`,
        ),
      },
    );
  const tree = (alias: string): Text =>
    fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        { weight: 5, arbitrary: leaf(alias) },
        { weight: 3, arbitrary: fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} AND ${b})`) },
        { weight: 3, arbitrary: fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} OR ${b})`) },
        { weight: 1, arbitrary: tie('node').map((a) => `NOT (${a})`) },
      ),
    })).node;
  const where = (alias = ''): Text =>
    fc.oneof(
      { weight: 5, arbitrary: tree(alias).map((filter) => ` WHERE ${filter}`) },
      { weight: 1, arbitrary: fc.constant('') },
    );

  const multiset = (template: string): GeneratedQuery => ({ template, expected: { kind: 'multiset' } });
  const columns = fc.constantFrom('Id', '*', 'Id, Title, State', 'Description, AuthorUUID', 'Reviewers, Id');
  const limit = fc.integer({ min: 1, max: 30 });

  const rows = fc
    .tuple(columns, where())
    .map(([list, filter]) => multiset(`SELECT ${list} FROM PullRequests${filter}`));
  const limited = fc
    .tuple(columns, where(), limit, fc.constantFrom(0, 0, 2))
    .map(([list, filter, most, offset]) => {
      const all = `SELECT ${list} FROM PullRequests${filter}`;
      const template = `${all} LIMIT ${most}${offset === 0 ? '' : ` OFFSET ${offset}`}`;
      return { template, expected: { kind: 'part', all, limit: most, offset, keys: 0 } } as const;
    });
  const ordered = fc
    .tuple(
      where(),
      fc.constantFrom('Id', 'CreatedOn', 'UpdatedOn', 'Title'),
      fc.constantFrom('', ' DESC'),
      limit,
    )
    .map(([filter, key, way, most]) => {
      const all = `SELECT ${key}, Id FROM PullRequests${filter} ORDER BY ${key}${way}`;
      const template = `${all} LIMIT ${most}`;
      return { template, expected: { kind: 'part', all, limit: most, offset: 0, keys: 1 } } as const;
    });
  const counted = fc
    .tuple(
      where(),
      fc.constantFrom(
        'COUNT(*)',
        'COUNT(1)',
        'COUNT(Id)',
        'SUM(1)',
        'MAX(1)',
        'COUNT(Description)',
        'MAX(Id)',
        'MIN(Id)',
        'MAX(UpdatedOn)',
        'MIN(CreatedOn)',
      ),
    )
    .map(([filter, count]) => multiset(`SELECT ${count} FROM PullRequests${filter}`));
  const grouped = where().map((filter) =>
    multiset(`SELECT State, COUNT(*), MIN(Title), MAX(UpdatedOn) FROM PullRequests${filter} GROUP BY State`),
  );
  const joined = fc
    .tuple(fc.constantFrom('JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN'), where('p.'))
    .map(([kind, filter]) =>
      multiset(
        `SELECT p.Id, p.Title, u.DisplayName FROM PullRequests p ${kind} Users u ON u.UUID = p.AuthorUUID${filter}`,
      ),
    );
  const selfJoined = fc
    .tuple(tree('a.'), tree('b.'))
    .map(([left, right]) =>
      multiset(
        `SELECT a.Id, b.Id FROM PullRequests a LEFT JOIN PullRequests b ON a.State = b.State AND ${right} WHERE ${left}`,
      ),
    );
  const nested = fc
    .tuple(tree('p.'), tree('q.'))
    .chain(([outer, inner]) =>
      fc.constantFrom(
        `SELECT p.Id FROM PullRequests p WHERE ${outer} AND p.AuthorUUID IN (SELECT q.AuthorUUID FROM PullRequests q WHERE ${inner})`,
        `SELECT p.Id FROM PullRequests p WHERE ${outer} OR NOT EXISTS (SELECT 1 FROM PullRequests q WHERE q.Id = p.Id + 1 AND ${inner})`,
        `WITH q AS (SELECT * FROM PullRequests q WHERE ${inner}) SELECT q.Id, p.Id FROM q JOIN q AS p ON p.State = q.State WHERE ${outer}`,
      ),
    )
    .map(multiset);
  const comments = fc
    .tuple(
      fc.oneof(
        compared('c.', 'Id').map((filter) => filter.replaceAll('c.Id', 'c.PullRequestId')),
        fc.constantFrom('c.Deleted', 'NOT c.Deleted', 'c.ParentId IS NOT NULL'),
      ),
      fc.constantFrom('c.*', 'COUNT(*)', 'c.Id, c.ContentRaw'),
    )
    .map(([filter, list]) => multiset(`SELECT ${list} FROM PullRequestComments c WHERE ${filter}`));

  return fc.oneof(
    { weight: 5, arbitrary: rows },
    { weight: 4, arbitrary: limited },
    { weight: 5, arbitrary: ordered },
    { weight: 4, arbitrary: counted },
    { weight: 1, arbitrary: grouped },
    { weight: 2, arbitrary: joined },
    { weight: 1, arbitrary: selfJoined },
    { weight: 2, arbitrary: nested },
    { weight: 2, arbitrary: comments },
    { weight: 6, arbitrary: childQueries(known) },
  );
}
