import { describe, expect, it } from 'vitest';
import { splitStatements } from './split.ts';

describe('splitting', () => {
  it.each<readonly [string, readonly string[]]>([
    ['SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['SELECT \';\'; SELECT $$;$$, ";", [a;b]', ["SELECT ';'", 'SELECT $$;$$, ";", [a', 'b]']],
    [';; -- nothing\n ; /* ; */', []],
    ['', []],
    ['\0', []],
    ['  SELECT 1 -- one; two\n; ', ['  SELECT 1']],
    [
      "SET DateStyle='ISO';SET extra_float_digits=2;show transaction_isolation",
      ["SET DateStyle='ISO'", 'SET extra_float_digits=2', 'show transaction_isolation'],
    ],
    ['SELECT 1\0', ['SELECT 1']],
  ])('%j', (text, statements) => {
    expect(splitStatements(text)).toEqual(statements);
  });

  it('refuses a string that does not end', () => {
    expect(() => splitStatements("SELECT 1; SELECT 'x")).toThrow('A string does not end.');
  });
});
