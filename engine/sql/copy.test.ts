import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';

const plain = { csv: false, header: false, delimiter: '\t', null: String.raw`\N`, quote: '"', escape: '"' };
const csv = { ...plain, csv: true, delimiter: ',', null: '' };

describe('COPY … TO STDOUT', () => {
  it.each([
    ['COPY (SELECT a FROM t) TO STDOUT', 'SELECT a FROM t', plain],
    ['copy ( SELECT a FROM t ) to stdout with csv header', ' SELECT a FROM t', { ...csv, header: true }],
    ['COPY t TO STDOUT', 'SELECT * FROM t', plain],
    ["COPY t TO STDOUT (FORMAT 'binary')", 'SELECT * FROM t', { ...plain, binary: true }],
    ["COPY t TO STDOUT (FORMAT 'csv')", 'SELECT * FROM t', csv],
    ['COPY "S"."T" (a, "B") TO STDOUT', 'SELECT a, "B" FROM "S"."T"', plain],
    [
      "COPY (SELECT 1) TO STDOUT WITH (FORMAT csv, HEADER true, DELIMITER ';', NULL 'nil', ENCODING 'utf-8')",
      'SELECT 1',
      { ...csv, header: true, delimiter: ';', null: 'nil' },
    ],
    [
      "COPY (SELECT (1)) TO STDOUT (FORMAT csv, QUOTE '''', HEADER off)",
      'SELECT (1)',
      { ...csv, quote: "'", escape: "'" },
    ],
    [
      "COPY (SELECT 1) TO STDOUT WITH DELIMITER AS '|' NULL AS ''",
      'SELECT 1',
      { ...plain, delimiter: '|', null: '' },
    ],
    // As PHP's pg_copy_to() writes it.
    [String.raw`COPY t TO STDOUT DELIMITER E'\t' NULL AS E'\\N'`, 'SELECT * FROM t', plain],
    [
      String.raw`COPY t TO STDOUT DELIMITER E'\'' NULL AS e'\\'''`,
      'SELECT * FROM t',
      { ...plain, delimiter: "'", null: String.raw`\'` },
    ],
  ])('%s', (text, query, format) => {
    const statement = normalise(text);
    expect(statement.kind).toEqual({ kind: 'copyOut', format });
    expect(statement.text.replaceAll(/\s+/g, ' ').trim()).toBe(query.trim());
  });

  it('tells the place in the text of the whole statement', () => {
    const statement = normalise('COPY (SELECT nothing FROM t) TO STDOUT');
    expect(statement.originalPosition(statement.text.indexOf('nothing'))).toBe(14);
  });
});
