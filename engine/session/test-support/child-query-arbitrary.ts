/** Random queries over what belongs to pull requests: read one by one, or out of lists inside them. */
import * as fc from 'fast-check';
import type { KnownValues } from './api-query-arbitrary.ts';
import type { GeneratedQuery } from './query-arbitrary.ts';

type Text = fc.Arbitrary<string>;

const tables: Readonly<Record<string, readonly string[]>> = {
  PullRequestReviewers: ['PullRequestId', 'PullRequestState', 'PullRequestUpdatedOn', 'UserUUID'],
  PullRequestParticipants: ['PullRequestId', 'PullRequestState', 'UserUUID', 'State', 'ParticipatedOn'],
  PullRequestTasks: ['PullRequestId', 'State', 'CreatedOn', 'UpdatedOn', 'ContentRaw', 'ResolvedByUUID'],
  PullRequestStatuses: ['PullRequestId', 'Key', 'State', 'Name', 'RefName', 'CreatedOn'],
};

/** The columns that are compared with values of theirs. */
export const childColumns = Object.entries(tables).flatMap(([table, columns]) =>
  columns.map((column) => ({ table, column })),
);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function comparisons(known: KnownValues, table: string): Text {
  return fc.constantFrom(...(tables[table] ?? [])).chain((column) => {
    const values = known.get(`${table}.${column}`) ?? [];
    const value = fc.nat(100_000).map((place) => values[place % Math.max(1, values.length)] ?? '0');
    const isText = !/(Id|On)$/.test(column);
    return fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom('=', '<>', '<', '<=', '>', '>='), value)
          .map(([sign, each]) => `${column} ${sign} ${quoted(each)}`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('', 'NOT '), fc.array(value, { minLength: 1, maxLength: 5 }))
          .map(([not, list]) => `${column} ${not}IN (${list.map(quoted).join(', ')})`),
      },
      { weight: 1, arbitrary: fc.constantFrom(`${column} IS NULL`, `${column} IS NOT NULL`) },
      ...(isText
        ? [
            {
              weight: 2,
              arbitrary: value.map(
                (each) => `${column} LIKE ${quoted(`%${Array.from(each).slice(1, 5).join('')}%`)}`,
              ),
            },
            { weight: 1, arbitrary: value.map((each) => `${column} = ${quoted(each.toUpperCase())}`) },
          ]
        : []),
    );
  });
}

export function childQueries(known: KnownValues): fc.Arbitrary<GeneratedQuery> {
  return fc.constantFrom(...Object.keys(tables)).chain((table) => {
    const leaf = comparisons(known, table);
    const filter = fc.oneof(
      leaf,
      fc.tuple(leaf, fc.constantFrom('AND', 'OR'), leaf).map(([a, word, b]) => `(${a} ${word} ${b})`),
    );
    const where = fc.oneof({ weight: 6, arbitrary: filter.map((text) => ` WHERE ${text}`) }, fc.constant(''));
    const whole = fc
      .tuple(fc.constantFrom('*', 'COUNT(*)', 'PullRequestId, COUNT(*) OVER ()'), where)
      .map(([list, text]): GeneratedQuery => ({
        template: `SELECT ${list} FROM ${table}${text}`,
        expected: { kind: 'multiset' },
      }));
    const part = fc
      .tuple(
        where,
        fc.constantFrom('', ' ORDER BY PullRequestId', ' ORDER BY PullRequestId DESC'),
        fc.integer({ min: 1, max: 20 }),
      )
      .map(([text, order, limit]): GeneratedQuery => {
        const all = `SELECT PullRequestId, * FROM ${table}${text}${order}`;
        return {
          template: `${all} LIMIT ${limit}`,
          expected: { kind: 'part', all, limit, offset: 0, keys: order === '' ? 0 : 1 },
        };
      });
    return fc.oneof({ weight: 3, arbitrary: whole }, { weight: 2, arbitrary: part });
  });
}
