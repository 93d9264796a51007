/** Random filters over the columns of the sample tables. */
import * as fc from 'fast-check';
import { states, titles } from './sample-tables.ts';

export type ValueType = 'BIGINT' | 'INTEGER' | 'VARCHAR' | 'TIMESTAMP' | 'DATE' | 'DOUBLE' | 'BOOLEAN';

/** Marks a value in a template. */
export function valueMark(type: ValueType, text: string): string {
  return `⟦${type}|${encodeURIComponent(text)}⟧`;
}

const mark = (type: ValueType, values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  values.map((value) => valueMark(type, value));

export const ids = mark('BIGINT', fc.integer({ min: -2, max: 65 }).map(String));
const bigs = mark(
  'BIGINT',
  fc.constantFrom('9007199254740993', '9007199254740992', '-9007199254740993', '7', '0', '9007199254740991'),
);
const textValues = titles.filter((title) => title !== null);
const texts = mark('VARCHAR', fc.constantFrom(...textValues, 'missing'));
export const stateValues = mark('VARCHAR', fc.constantFrom(...states, 'NONE'));
const scores = mark('DOUBLE', fc.constantFrom('0.1', '-2.5', '1000000000', '0', '2.75'));
export const timestamps = mark(
  'TIMESTAMP',
  fc
    .tuple(fc.integer({ min: -1, max: 9 }), fc.constantFrom('000000', '000001', '500000'))
    .map(([hour, micros]) =>
      hour < 0 ? `2023-12-31 23:00:00.${micros}` : `2024-01-01 0${hour}:00:00.${micros}`,
    ),
);
const dates = mark(
  'DATE',
  fc.constantFrom('2023-12-09', '2023-12-10', '2023-12-11', '2023-12-12', '2020-02-29'),
);
const flags = mark('BOOLEAN', fc.constantFrom('true', 'false'));

/** Pieces of titles, wildcards among them; mostly a fixed start or a fixed part. */
const patterns = mark(
  'VARCHAR',
  fc
    .tuple(
      fc.constantFrom('', '', '%'),
      fc.constantFrom(
        'Gr',
        'ö',
        'größe',
        'naïve',
        'Кры',
        '日本',
        "O'B",
        '100',
        'a',
        '',
        '😀',
        'é',
        '%',
        'A_',
      ),
      fc.constantFrom('%', '%', '%', '%', '', '%e', '_%'),
    )
    .map((parts) => parts.join('')),
);

const comparators = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');

export function compared(name: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(comparators, values).map(([sign, value]) => `${name} ${sign} ${value}`),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(comparators, values).map(([sign, value]) => `${value} ${sign} ${name}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('', 'NOT '), values, values)
        .map(([not, from, to]) => `${name} ${not}BETWEEN ${from} AND ${to}`),
    },
  );
}

export function equal(name: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  // DuckDB turns short lists into OR and long ones into a join.
  const lists = fc.oneof(
    { weight: 1, arbitrary: fc.array(values, { minLength: 1, maxLength: 5 }) },
    { weight: 3, arbitrary: fc.array(values, { minLength: 8, maxLength: 20 }) },
  );
  return fc.oneof(
    { weight: 2, arbitrary: values.map((value) => `${name} = ${value}`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('', '', '', 'NOT '), lists)
        .map(([not, list]) => `${name} ${not}IN (${list.join(', ')})`),
    },
  );
}

export const nullity = (name: string): fc.Arbitrary<string> =>
  fc.constantFrom(`${name} IS NULL`, `${name} IS NOT NULL`);

function likes(name: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('LIKE', 'LIKE', 'LIKE', 'LIKE', 'LIKE', 'NOT LIKE', 'ILIKE'),
      patterns,
      fc.constantFrom('', '', " ESCAPE '~'"),
    )
    .map(([like, pattern, escape]) => `${name} ${like} ${pattern}${escape}`);
}

const years = mark('BIGINT', fc.integer({ min: 2020, max: 2026 }).map(String));
const begins = mark(
  'TIMESTAMP',
  fc.constantFrom('2023-12-01', '2023-12-25', '2024-01-01', '2024-01-02').map((day) => `${day} 00:00:00`),
);

/** Years, months and weeks of a timestamp. */
function periods(name: string): fc.Arbitrary<string> {
  const cut = fc.constantFrom('year', 'quarter', 'month', 'week', 'day', 'hour').chain((unit) => {
    const of = fc.constantFrom(name, `CAST(${name} AS DATE)`);
    return of.chain((column) => compared(`date_trunc('${unit}', ${column})`, begins));
  });
  return fc.oneof(
    compared(`EXTRACT(YEAR FROM ${name})`, years),
    equal(`year(CAST(${name} AS DATE))`, years),
    cut,
  );
}

/** The first characters of a text, of which the texts that it is compared with are some. */
const beginnings = (name: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .constantFrom(1, 4, 6, 8, 20)
    .chain((size) =>
      fc.oneof(equal(`left(${name}, ${size})`, values), compared(`left(${name}, ${size})`, values)),
    );

function ticketLeaf(alias: string): fc.Arbitrary<string> {
  const name = (column: string): string => `${alias}${column}`;
  return fc.oneof(
    { weight: 3, arbitrary: compared(name('Id'), ids) },
    { weight: 2, arbitrary: equal(name('Id'), ids) },
    { weight: 3, arbitrary: equal(name('State'), stateValues) },
    { weight: 2, arbitrary: equal(name('Title'), texts) },
    { weight: 11, arbitrary: likes(name('Title')) },
    { weight: 2, arbitrary: nullity(name('Title')) },
    { weight: 3, arbitrary: compared(name('CreatedOn'), timestamps) },
    { weight: 2, arbitrary: compared(name('Big'), bigs) },
    { weight: 2, arbitrary: nullity(name('Big')) },
    { weight: 1, arbitrary: compared(name('Score'), scores) },
    { weight: 1, arbitrary: compared(name('Due'), dates) },
    { weight: 1, arbitrary: compared(name('CreatedOn'), dates) },
    { weight: 1, arbitrary: fc.constantFrom(name('Flag'), `NOT ${name('Flag')}`, `${name('Flag')} IS NULL`) },
    { weight: 1, arbitrary: flags.map((flag) => `${name('Flag')} = ${flag}`) },
    {
      weight: 2,
      arbitrary: compared(
        `CAST(${name('CreatedOn')} AS DATE)`,
        mark('DATE', fc.constantFrom('2023-12-31', '2024-01-01', '2024-01-02')),
      ),
    },
    { weight: 3, arbitrary: periods(name('CreatedOn')) },
    { weight: 2, arbitrary: beginnings(name('State'), stateValues) },
    { weight: 1, arbitrary: beginnings(name('Title'), texts) },
    { weight: 1, arbitrary: compared(name('OwnerId'), ids) },
    { weight: 1, arbitrary: equal(name('Note'), fc.constantFrom("'note 1'", "'note 2'")) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        `${name('Id')} > ${name('OwnerId')}`,
        `upper(${name('State')}) = 'OPEN'`,
        `${name('Title')} = NULL`,
        `CAST(${name('CreatedOn')} AS DATE) = DATE '2024-01-01'`,
        `${name('CreatedOn')} < now()`,
        `${name('Id')} % 2 = 0`,
        `${name('State')} IS DISTINCT FROM 'OPEN'`,
      ),
    },
  );
}

function personLeaf(alias: string): fc.Arbitrary<string> {
  const name = (column: string): string => `${alias}${column}`;
  return fc.oneof(
    compared(name('Id'), ids),
    equal(name('Team'), mark('VARCHAR', fc.constantFrom('red', 'Blue', 'größe'))),
    nullity(name('Team')),
    likes(name('Name')),
    compared(name('JoinedOn'), timestamps),
  );
}

export function nested(leaf: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 5, arbitrary: leaf },
      { weight: 3, arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} AND ${b})`) },
      { weight: 2, arbitrary: fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a} OR ${b})`) },
      { weight: 1, arbitrary: tie('tree').map((a) => `NOT (${a})`) },
    ),
  }));
  return tree;
}

/** Filters that can be pushed whole, so that limits and counts go with them. */
export const pushableFilter = nested(
  fc.oneof(
    { weight: 2, arbitrary: compared('Id', ids) },
    { weight: 2, arbitrary: equal('State', stateValues) },
    { weight: 1, arbitrary: compared('CreatedOn', timestamps) },
    {
      weight: 5,
      arbitrary: mark(
        'VARCHAR',
        fc
          .tuple(fc.constantFrom('', '', '%'), fc.constantFrom('Gr', 'ö', 'a', 'e', '日本'))
          .map(([start, piece]) => `${start}${piece}%`),
      ).map((pattern) => `Title LIKE ${pattern}`),
    },
  ),
);

export const ticketFilter = (alias = ''): fc.Arbitrary<string> => nested(ticketLeaf(alias));
export const personFilter = (alias = ''): fc.Arbitrary<string> => nested(personLeaf(alias));

export const where = (filter: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: filter.map((text) => ` WHERE ${text}`) },
    { weight: 1, arbitrary: fc.constant('') },
  );
