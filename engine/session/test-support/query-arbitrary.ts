/** Random queries over the sample tables, with what may be expected of their results. */
import * as fc from 'fast-check';
import {
  compared,
  equal,
  ids,
  nested,
  nullity,
  personFilter,
  pushableFilter,
  stateValues,
  ticketFilter,
  timestamps,
  valueMark,
  where,
} from './filter-arbitrary.ts';

/** A query's text with values in a form that can become literals or parameters, see query-values.ts. */
export interface GeneratedQuery {
  readonly template: string;
  readonly expected:
    /** Any order. */
    | { readonly kind: 'multiset' }
    /** ORDER BY is total. */
    | { readonly kind: 'sequence' }
    /** Any `limit` rows, after leaving out `offset`, of `all`; the first `keys` columns are in a certain order. */
    | {
        readonly kind: 'part';
        readonly all: string;
        readonly limit: number;
        readonly offset: number;
        readonly keys: number;
      };
}

const ticketColumns = fc.constantFrom(
  'Id',
  'Id, Title, State',
  '*',
  'Id, CreatedOn, Big',
  'lower(Title) AS "Lower", Id',
  'Labels, Flag, Score, Due',
  'Id, Id',
  'State',
);

const limits = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(0, 0, 0, 3));

const limitText = (limit: number, offset: number, parameter: boolean): string =>
  ` LIMIT ${parameter ? valueMark('BIGINT', String(limit)) : limit}${offset === 0 ? '' : ` OFFSET ${offset}`}`;

type Shape = fc.Arbitrary<GeneratedQuery>;

const multiset = (template: string): GeneratedQuery => ({ template, expected: { kind: 'multiset' } });
const sequence = (template: string): GeneratedQuery => ({ template, expected: { kind: 'sequence' } });

const eitherFilter = fc.oneof(
  { weight: 3, arbitrary: where(pushableFilter) },
  { weight: 1, arbitrary: where(ticketFilter()) },
);

const rows: Shape = fc
  .tuple(ticketColumns, eitherFilter)
  .map(([columns, filter]) => multiset(`SELECT ${columns} FROM Tickets${filter}`));

const limited: Shape = fc
  .tuple(ticketColumns, eitherFilter, limits, fc.boolean())
  .map(([columns, filter, [limit, offset], parameter]) => {
    const all = `SELECT ${columns} FROM Tickets${filter}`;
    return {
      template: `${all}${limitText(limit, offset, parameter)}`,
      expected: { kind: 'part', all, limit, offset, keys: 0 },
    };
  });

const direction = fc.constantFrom('', ' DESC', ' ASC NULLS FIRST', ' DESC NULLS LAST');
const orderKey = fc.constantFrom('CreatedOn', 'Id', 'CreatedOn', 'Id', 'Title', 'Big');

const fewRows = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 0, 0, 3));
const orderedFilter = fc.oneof(eitherFilter, fc.constant(''));

const topTotal: Shape = fc
  .tuple(orderedFilter, orderKey, direction, fewRows)
  .map(([filter, key, way, [limit, offset]]) =>
    sequence(
      `SELECT Id, ${key}, State FROM Tickets${filter} ORDER BY ${key}${way}, Id${limitText(limit, offset, false)}`,
    ),
  );

const topWithTies: Shape = fc
  .tuple(orderedFilter, fc.constantFrom('CreatedOn', 'CreatedOn', 'State', 'Score'), direction, fewRows)
  .map(([filter, key, way, [limit, offset]]) => {
    const all = `SELECT ${key}, Id FROM Tickets${filter} ORDER BY ${key}${way}`;
    return {
      template: `${all}${limitText(limit, offset, false)}`,
      expected: { kind: 'part', all, limit, offset, keys: 1 },
    };
  });

/** Filters that are declared exact, so that counting can be left to the source. */
const exactFilter = nested(
  fc.oneof(
    compared('Id', ids),
    equal('State', stateValues),
    compared('CreatedOn', timestamps),
    nullity('Big'),
  ),
);

const counted: Shape = fc
  .oneof({ weight: 3, arbitrary: where(exactFilter) }, { weight: 1, arbitrary: where(ticketFilter()) })
  .chain((filter) =>
    fc.constantFrom(
      `SELECT COUNT(*) FROM Tickets${filter}`,
      `SELECT COUNT(*) FROM Tickets${filter}`,
      `SELECT COUNT(1) FROM Tickets${filter}`,
      `SELECT COUNT(Id) FROM Tickets${filter}`,
      `SELECT COUNT(Big) FROM Tickets${filter}`,
    ),
  )
  .map(multiset);

/** What applications ask of a table before they show it: the rows count, their values do not. */
const probes: Shape = fc
  .oneof(fc.constant(''), where(exactFilter))
  .chain((filter) =>
    fc.constantFrom(
      `SELECT MAX(1) FROM (SELECT * FROM Tickets${filter}) t`,
      `SELECT SUM(1) FROM Tickets${filter} HAVING COUNT(1) > 0`,
      `SELECT SUM(1), 2 AS c FROM Tickets${filter} GROUP BY 2 HAVING COUNT(1) > 0`,
      `SELECT CAST(COUNT(*) AS INTEGER), MIN('x') FROM Tickets${filter}`,
      `SELECT MAX(Id) FROM Tickets${filter}`,
      `SELECT COALESCE(MIN(CreatedOn), TIMESTAMP '2000-01-01') FROM Tickets${filter}`,
      `SELECT 5 FROM Tickets${filter}`,
      `SELECT DISTINCT 5 FROM Tickets${filter}`,
      `SELECT EXISTS (SELECT * FROM Tickets${filter}), 1`,
      `SELECT COUNT(*) OVER () FROM Tickets${filter}`,
    ),
  )
  .map(multiset);

const aggregated: Shape = fc
  .tuple(
    where(ticketFilter()),
    fc.constantFrom('', ' HAVING COUNT(*) > 2', " HAVING State = 'OPEN'", ' HAVING MAX(Id) > 50'),
  )
  .map(([filter, having]) =>
    multiset(
      `SELECT State, COUNT(*), SUM(Id), MIN(Title), MAX(Big), COUNT(DISTINCT OwnerId), MAX(Score) FROM Tickets${filter} GROUP BY State${having}`,
    ),
  );

const joinKinds = fc.constantFrom('JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'JOIN');

const joins: Shape = fc
  .tuple(
    joinKinds,
    fc.option(personFilter('p.')),
    ticketFilter('t.'),
    personFilter('p.'),
    fc.constantFrom('AND', 'OR', 'first', 'second', 'none'),
  )
  .map(([kind, on, left, right, how]) => {
    const combined = {
      AND: `${left} AND ${right}`,
      OR: `${left} OR ${right}`,
      first: left,
      second: right,
      none: '',
    }[how];
    const filter = combined === '' || combined === undefined ? '' : ` WHERE ${combined}`;
    const condition = `t.OwnerId = p.Id${on === null ? '' : ` AND ${on}`}`;
    return multiset(
      `SELECT t.Id, t.Title, p.Name, p.Team FROM Tickets t ${kind} People p ON ${condition}${filter}`,
    );
  });

const selfJoins: Shape = fc
  .tuple(fc.constantFrom('JOIN', 'LEFT JOIN'), ticketFilter('a.'), ticketFilter('b.'))
  .map(([kind, left, right]) =>
    multiset(
      `SELECT a.Id, b.Id, b.State FROM Tickets a ${kind} Tickets b ON a.OwnerId = b.OwnerId AND a.Id < b.Id AND ${right} WHERE ${left}`,
    ),
  );

const subqueries: Shape = fc
  .tuple(ticketFilter('t.'), personFilter('p.'), ticketFilter('u.'))
  .chain(([outer, person, inner]) =>
    fc.constantFrom(
      `SELECT t.Id FROM Tickets t WHERE t.OwnerId IN (SELECT p.Id FROM People p WHERE ${person}) AND ${outer}`,
      `SELECT t.Id FROM Tickets t WHERE t.OwnerId NOT IN (SELECT p.Id FROM People p WHERE ${person}) OR ${outer}`,
      `SELECT t.Id FROM Tickets t WHERE EXISTS (SELECT 1 FROM People p WHERE p.Id = t.OwnerId AND ${person}) AND ${outer}`,
      `SELECT t.Id FROM Tickets t WHERE NOT EXISTS (SELECT 1 FROM Tickets u WHERE u.OwnerId = t.Id AND ${inner}) AND ${outer}`,
      `SELECT t.Id, (SELECT COUNT(*) FROM Tickets u WHERE u.OwnerId = t.OwnerId AND ${inner}) FROM Tickets t WHERE ${outer}`,
      `SELECT t.Id FROM Tickets t WHERE t.Id > (SELECT AVG(u.Id) FROM Tickets u WHERE ${inner}) AND ${outer}`,
    ),
  )
  .map(multiset);

const nestedQueries: Shape = fc
  .tuple(ticketFilter('t.'), ticketFilter('c.'), ticketFilter('d.'), fc.integer({ min: 1, max: 20 }))
  .chain(([inner, once, twice, limit]) =>
    fc.constantFrom(
      `WITH c AS (SELECT * FROM Tickets t WHERE ${inner}) SELECT c.Id, c.Title FROM c WHERE ${once}`,
      `WITH c AS (SELECT * FROM Tickets t WHERE ${inner}) SELECT c.Id, d.Id FROM c JOIN c AS d ON c.OwnerId = d.OwnerId WHERE ${once} AND ${twice}`,
      `WITH c AS MATERIALIZED (SELECT * FROM Tickets t WHERE ${inner}) SELECT c.Id FROM c WHERE ${once} UNION ALL SELECT d.Id FROM c AS d WHERE ${twice}`,
      `SELECT c.Id, c.State FROM (SELECT * FROM Tickets t WHERE ${inner}) c WHERE ${once}`,
      `SELECT c.Id, c.State FROM (SELECT * FROM Tickets t WHERE ${inner} ORDER BY t.Id LIMIT ${limit}) c WHERE ${once}`,
      `SELECT c.State, COUNT(*) FROM (SELECT * FROM Tickets t WHERE ${inner} ORDER BY t.CreatedOn, t.Id LIMIT ${limit}) c GROUP BY c.State`,
      `SELECT COUNT(*) FROM (SELECT * FROM Tickets t WHERE ${inner} LIMIT ${limit}) c LIMIT 100`,
      `SELECT c.Title, c.Id FROM (SELECT * FROM Tickets t WHERE ${inner} ORDER BY t.CreatedOn) c ORDER BY c.Title, c.Id LIMIT ${limit}`,
      `SELECT c.Id FROM (SELECT DISTINCT t.* FROM Tickets t WHERE ${inner}) c WHERE ${once}`,
      `SELECT c.Id, c.n FROM (SELECT t.*, row_number() OVER (PARTITION BY State ORDER BY t.Id) AS n FROM Tickets t WHERE ${inner}) c WHERE c.n <= 2 AND ${once}`,
      `WITH Tickets AS (SELECT * FROM Information.Tickets t WHERE ${inner}) SELECT c.Id FROM Tickets c WHERE ${once}`,
    ),
  )
  .map(multiset);

const sets: Shape = fc
  .tuple(
    fc.constantFrom('UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'),
    where(ticketFilter()),
    where(ticketFilter()),
    where(personFilter()),
  )
  .chain(([operator, first, second, third]) =>
    fc.constantFrom(
      `SELECT Id, Title FROM Tickets${first} ${operator} SELECT Id, Title FROM Tickets${second}`,
      `SELECT Id, Title FROM Tickets${first} ${operator} SELECT Id, Name FROM People${third}`,
    ),
  )
  .map(multiset);

/** Some of these fail on some rows. */
const failing: Shape = ticketFilter()
  .chain((filter) =>
    fc.constantFrom(
      `SELECT CAST(Title AS INTEGER) FROM Tickets WHERE ${filter}`,
      `SELECT Id FROM Tickets WHERE CAST(Note AS INTEGER) > 1 AND ${filter}`,
      `SELECT Big * 2000 FROM Tickets WHERE ${filter}`,
      `SELECT Id FROM Tickets WHERE 1 = 0 AND ${filter}`,
    ),
  )
  .map(multiset);

export const anyQuery: Shape = fc.oneof(
  { weight: 4, arbitrary: rows },
  { weight: 12, arbitrary: limited },
  { weight: 8, arbitrary: topTotal },
  { weight: 6, arbitrary: topWithTies },
  { weight: 7, arbitrary: counted },
  { weight: 3, arbitrary: probes },
  { weight: 2, arbitrary: aggregated },
  { weight: 3, arbitrary: joins },
  { weight: 2, arbitrary: selfJoins },
  { weight: 3, arbitrary: subqueries },
  { weight: 4, arbitrary: nestedQueries },
  { weight: 2, arbitrary: sets },
  { weight: 1, arbitrary: failing },
);
