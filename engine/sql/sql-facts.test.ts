import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAllowedFunction } from './allowed-functions.ts';
import { normalise } from './normalise.ts';
import { sqlFacts } from './sql-facts.ts';
import { exampleDatabase, type ExampleDatabase } from './test-support/example-database.ts';

let database: ExampleDatabase;
beforeAll(async () => {
  database = await exampleDatabase();
});
afterAll(() => database.close());

function valuesOf(name: string): readonly string[] {
  const fact = sqlFacts().find((candidate) => candidate.name === name);
  if (fact === undefined) throw new Error(`nothing is said of ${name}`);
  return fact.value.split(', ');
}

/** Shows each value of a fact to be true: a statement by value, and what it yields. */
function shown(name: string, cases: Readonly<Record<string, readonly [text: string, rows: number]>>): void {
  it(`${name} names what is shown here`, () => {
    expect(valuesOf(name)).toEqual(Object.keys(cases));
  });
  it.each(Object.entries(cases))(`${name}: %s`, async (_value, [text, rows]) => {
    expect(await database.run(text)).toHaveLength(rows);
  });
}

describe('what sys_sqlinfo says', () => {
  it('is said once, in a sentence', () => {
    const facts = sqlFacts();
    expect(new Set(facts.map(({ name }) => name)).size).toBe(facts.length);
    for (const { name, description, value } of facts) {
      expect([name, description]).toEqual([name, expect.stringMatching(/\.$/)]);
      expect(value).not.toBe('');
    }
  });

  it('of functions is what statements are held against', () => {
    const groups = 'AGGREGATE WINDOW STRING NUMERIC TIMEDATE LIST STRUCT JSON SYSTEM COMPATIBLE'.split(' ');
    const names = groups.flatMap((group) => valuesOf(`${group}_FUNCTIONS`));
    expect(names.filter((name) => !isAllowedFunction(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['sum', 'rank', 'lower', 'abs', 'date_trunc', 'getdate']));
  });

  it('names the units and the types that functions take', async () => {
    for (const name of valuesOf('DATETIME_UNIT_FUNCTIONS').filter((each) =>
      /^DATE(PART|NAME|TRUNC)/.test(each),
    )) {
      expect(await database.run(`SELECT ${name}(month, Created) FROM Pulls WHERE Id = 1`)).toHaveLength(1);
    }
    for (const type of valuesOf('CONVERT_TYPES')) {
      expect(await database.run(`SELECT {fn CONVERT(NULL, ${type})}`)).toEqual([[null]]);
    }
  });

  shown('SUPPORTED_OPERATORS', {
    '=': ["SELECT 1 FROM Pulls WHERE Author = 'ada'", 2],
    '>': ['SELECT 1 FROM Pulls WHERE Id > 2', 1],
    '<': ['SELECT 1 FROM Pulls WHERE Id < 2', 1],
    '>=': ['SELECT 1 FROM Pulls WHERE Id >= 2', 2],
    '<=': ['SELECT 1 FROM Pulls WHERE Id <= 2', 2],
    '<>': ['SELECT 1 FROM Pulls WHERE Id <> 2', 2],
    '!=': ['SELECT 1 FROM Pulls WHERE Id != 2', 2],
    LIKE: ["SELECT 1 FROM Pulls WHERE Title LIKE 'Fix%'", 1],
    'NOT LIKE': ["SELECT 1 FROM Pulls WHERE Title NOT LIKE 'Fix%'", 2],
    ILIKE: ["SELECT 1 FROM Pulls WHERE Title ILIKE 'fix%'", 1],
    IN: ['SELECT 1 FROM Pulls WHERE Id IN (1, 3)', 2],
    'NOT IN': ['SELECT 1 FROM Pulls WHERE Id NOT IN (1, 3)', 1],
    BETWEEN: ['SELECT 1 FROM Pulls WHERE Id BETWEEN 2 AND 3', 2],
    'IS NULL': ['SELECT 1 FROM Pulls WHERE Created IS NULL', 1],
    'IS NOT NULL': ['SELECT 1 FROM Pulls WHERE Created IS NOT NULL', 2],
    EXISTS: ['SELECT 1 FROM Pulls WHERE EXISTS (SELECT 1)', 3],
    AND: ["SELECT 1 FROM Pulls WHERE Author = 'ada' AND Id = 1", 1],
    OR: ['SELECT 1 FROM Pulls WHERE Id = 1 OR Id = 2', 2],
    NOT: ['SELECT 1 FROM Pulls WHERE NOT Id = 1', 2],
  });

  const others = '(SELECT Id, Author FROM Pulls WHERE Id > 1 UNION ALL SELECT 9, NULL)';
  shown('OJ_CAPABILITIES', {
    LEFT: [`SELECT 1 FROM Pulls p LEFT OUTER JOIN ${others} o ON p.Id = o.Id`, 3],
    RIGHT: [`SELECT 1 FROM Pulls p RIGHT OUTER JOIN ${others} o ON p.Id = o.Id`, 3],
    FULL: [`SELECT 1 FROM Pulls p FULL OUTER JOIN ${others} o ON p.Id = o.Id`, 4],
    NESTED: [
      `SELECT 1 FROM Pulls a LEFT JOIN (Pulls p LEFT JOIN ${others} o ON p.Id = o.Id) ON a.Id = p.Id`,
      3,
    ],
    NOT_ORDERED: [`SELECT 1 FROM Pulls p LEFT JOIN ${others} o ON o.Id = p.Id`, 3],
    INNER: [
      `SELECT 1 FROM Pulls a LEFT JOIN (Pulls p INNER JOIN ${others} o ON p.Id = o.Id) ON a.Id = p.Id`,
      3,
    ],
    ALL_COMPARISON_OPS: [`SELECT 1 FROM Pulls p LEFT JOIN ${others} o ON p.Id > o.Id AND p.Id <> 9`, 3],
  });

  shown('SUBQUERIES', {
    COMPARISON: ['SELECT 1 FROM Pulls WHERE Id = (SELECT max(Id) FROM Pulls)', 1],
    EXISTS: ['SELECT 1 FROM Pulls WHERE NOT EXISTS (SELECT 1 FROM Pulls WHERE Id = 9)', 3],
    IN: ['SELECT 1 FROM Pulls WHERE Id IN (SELECT Id FROM Pulls WHERE Id > 1)', 2],
    CORRELATED_SUBQUERIES: [
      'SELECT 1 FROM Pulls p WHERE EXISTS (SELECT 1 FROM Pulls q WHERE q.Author = p.Author AND q.Id > p.Id)',
      1,
    ],
    QUANTIFIED: ['SELECT 1 FROM Pulls WHERE Id >= ALL (SELECT Id FROM Pulls)', 1],
  });

  shown('SET_OPERATIONS', {
    UNION: ['SELECT Author FROM Pulls UNION SELECT Author FROM Pulls', 2],
    'UNION ALL': ['SELECT Author FROM Pulls UNION ALL SELECT Author FROM Pulls', 6],
    INTERSECT: ['SELECT Id FROM Pulls INTERSECT SELECT 2', 1],
    EXCEPT: ['SELECT Id FROM Pulls EXCEPT SELECT 2', 2],
  });

  shown('ROW_LIMITS', {
    LIMIT: ['SELECT Id FROM Pulls LIMIT 2', 2],
    OFFSET: ['SELECT Id FROM Pulls ORDER BY Id LIMIT 5 OFFSET 2', 1],
    TOP: ['SELECT TOP 2 Id FROM Pulls', 2],
    'FETCH FIRST': ['SELECT Id FROM Pulls FETCH FIRST 1 ROW ONLY', 1],
  });

  it('of statements is what they are taken for', () => {
    const kinds = valuesOf('STATEMENTS').map((verb) => {
      const rest: Readonly<Record<string, string>> = {
        SELECT: '1',
        INSERT: 'INTO t (a) VALUES (1)',
        UPDATE: 't SET a = 1',
        DELETE: 'FROM t',
        CALL: 'P()',
        EXEC: 'P',
      };
      return normalise(`${verb} ${rest[verb] ?? ''}`).kind.kind;
    });
    expect(kinds).toEqual(['select', 'write', 'write', 'write', 'call', 'call']);
  });

  it('of names, texts, groups and nulls is so', async () => {
    expect(valuesOf('IDENTIFIER_CASE')).toEqual(['INSENSITIVE']);
    expect(await database.run('SELECT "ID" FROM "pulls"')).toHaveLength(3);
    expect(valuesOf('STRING_CASE')).toEqual(['SENSITIVE']);
    expect(await database.run("SELECT 1 WHERE 'a' = 'A'")).toEqual([]);
    expect(valuesOf('NULL_COLLATION')).toEqual(['LAST']);
    expect((await database.run('SELECT Created FROM Pulls ORDER BY Created')).at(-1)).toEqual([null]);
    expect((await database.run('SELECT Created FROM Pulls ORDER BY Created DESC')).at(-1)).toEqual([null]);
    expect(valuesOf('GROUP_BY')).toEqual(['SQL_GB_GROUP_BY_CONTAINS_SELECT']);
    expect(await database.run('SELECT count(*) FROM Pulls GROUP BY Author')).toHaveLength(2);
    await expect(database.run('SELECT Title FROM Pulls GROUP BY Author')).rejects.toThrow(/GROUP BY/);
    expect(valuesOf('COUNT')).toEqual(['YES']);
    expect(await database.run('SELECT count(*), count(DISTINCT Author) FROM Pulls')).toEqual([['3', '2']]);
    for (const word of ['SELECT', 'TABLE']) {
      expect(valuesOf('RESERVED_KEYWORDS')).toContain(word);
      await expect(database.run(`SELECT 1 FROM ${word}`)).rejects.toThrow();
    }
  });

  it('of limits is where statements are refused', () => {
    const nested = (depth: number): string => `SELECT ${'('.repeat(depth)}1${')'.repeat(depth)}`;
    const [nesting = '', length = ''] = [valuesOf('MAX_NESTING')[0], valuesOf('MAX_STATEMENT_LENGTH')[0]];
    expect(normalise(nested(Number(nesting))).kind.kind).toBe('select');
    expect(() => normalise(nested(Number(nesting) + 1))).toThrow(/nests/);
    const long = `SELECT '${'x'.repeat(Number(length) - "SELECT ''".length)}'`;
    expect(normalise(long).kind.kind).toBe('select');
    expect(() => normalise(`${long} `)).toThrow(/longer/);
  });
});
