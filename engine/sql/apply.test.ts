import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { exampleDatabase, type ExampleDatabase } from './test-support/example-database.ts';

let database: ExampleDatabase;

beforeAll(async () => {
  database = await exampleDatabase();
});
afterAll(() => {
  database.close();
});

describe('APPLY', () => {
  it.each([
    [
      "SELECT p.Id, s.value FROM Pulls p CROSS APPLY STRING_SPLIT(p.Title, ' ') s WHERE p.Id = 1 ORDER BY 2",
      [
        ['1', 'Fix'],
        ['1', 'gate'],
        ['1', 'the'],
      ],
    ],
    [
      "SELECT Id, word FROM Pulls CROSS APPLY STRING_SPLIT(Title, ' ') AS s(word) WHERE Id = 3 ORDER BY 2 DESC",
      [
        ['3', '🚀'],
        ['3', 'über'],
      ],
    ],
    ["SELECT Id, value FROM Pulls OUTER APPLY STRING_SPLIT(NULL, ' ') WHERE Id = 1", [['1', null]]],
    [
      'SELECT a.Id, b.Id FROM Pulls a OUTER APPLY (SELECT TOP 1 Id FROM Pulls WHERE Id > a.Id ORDER BY Id) b ORDER BY 1',
      [
        ['1', '2'],
        ['2', '3'],
        ['3', null],
      ],
    ],
    [
      'SELECT a.Id, b.n FROM Pulls a CROSS APPLY (SELECT COUNT(*) AS n FROM Pulls WHERE Author = a.Author) [b] ORDER BY 1',
      [
        ['1', '2'],
        ['2', '1'],
        ['3', '2'],
      ],
    ],
  ])('%s', async (text, rows) => {
    expect(await database.run(text)).toEqual(rows);
  });

  it.each(['JSONTABLE', 'XMLTABLE', 'CSVTABLE'])('of %s is refused at its place', (name) => {
    const text = `SELECT * FROM Pulls CROSS APPLY ${name}(Title) WITH (a VARCHAR PATH '$.a')`;
    expect(() => normalise(text)).toThrow(
      expect.objectContaining({ sqlState: '0A000', position: text.indexOf(name) + 1 }),
    );
  });

  it('is an ordinary name elsewhere', () => {
    const text = 'SELECT apply FROM (SELECT 1 AS apply) APPLY CROSS JOIN range(2) apply2';
    expect(normalise(text).text).toBe(text);
  });
});
