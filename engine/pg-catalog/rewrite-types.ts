/** Casts to types that stand for objects, types under other names, and arrays as text. */
import { isOperator, type Token } from '../sql/token.ts';
import { quoteLiteral } from '../store/quote.ts';
import { arrayItems } from '../plan/array-text.ts';
import { castOperand, openingOfCast } from '../sql/cast-operand.ts';
import { isType, nameOf, objectTypes } from './catalog-names.ts';
import { inserted, replaced, type Rule } from './rewrite-rule.ts';

/** `x::regclass`, `CAST(x AS regclass)`; and types that DuckDB writes otherwise. */
export const cast: Rule = (tokens, index) => {
  const token = tokens[index];
  const name = nameOf(token);
  if (token === undefined || name === '' || !isType(tokens, index)) return null;
  const qualified = isOperator(tokens[index - 1], '.');
  const first = tokens[qualified ? index - 2 : index];
  const before = tokens[qualified ? index - 3 : index - 1];
  if (first === undefined || before === undefined) return null;
  const place = tokens.indexOf(before);
  const make = objectTypes.get(name);
  if (name === 'bit' && isOperator(tokens[index + 1], '(')) return lastBits(tokens, index, place);
  if (make === undefined) {
    const written = otherTypes.get(name);
    return written === undefined && !qualified ? null : [replaced(first, token, written ?? token.text)];
  }
  if (before.keyword === 'AS') {
    const open = openingOfCast(tokens, place);
    const word = open === null ? undefined : tokens[open - 1];
    const called = isText(tokens.slice(open ?? 0, place)) ? make.replace('_of', '_oid') : make;
    return word === undefined ? null : [replaced(word, word, called), replaced(before, token, '')];
  }
  const operand = castOperand(tokens, place - 1);
  const begin = operand === null ? undefined : tokens[operand];
  if (operand === null || begin === undefined) return null;
  const named = isText(tokens.slice(operand, place - 1));
  const made = named ? make.replace('_of', '_oid') : make;
  const last = tokens[index + 2];
  if (isOperator(tokens[index + 1], '[') && isOperator(last, ']') && last !== undefined) {
    // A literal is rewritten by itself; without items there is nothing to tell from NULL.
    return [
      inserted(begin.start, `NULLIF(ARRAY(SELECT ${made}(item) FROM unnest(`),
      replaced(tokens[place - 1] ?? before, last, ') items(item)), [])'),
    ];
  }
  const [called, close] =
    named && name === 'regtype' && isSelected(tokens, operand, index)
      ? [`${make}(${made}`, '))']
      : [made, ')'];
  return [inserted(begin.start, `${called}(`), replaced(tokens[place - 1] ?? before, token, close)];
};

/** `x::bit(8)` of a number: its last bits, where DuckDB makes as many as the type of the number has. */
function lastBits(tokens: readonly Token[], index: number, place: number): ReturnType<Rule> {
  const operand = castOperand(tokens, place - 1);
  const [begin, sign, count] = [tokens[operand ?? -1], tokens[place - 1], tokens[index + 2]];
  const last = tokens[index + 3];
  if (begin === undefined || sign === undefined || last === undefined || count?.kind !== 'number')
    return null;
  return [
    inserted(begin.start, 'right('),
    replaced(sign, last, `::BIGINT::BIT::VARCHAR, ${count.text})::BIT`),
  ];
}

/** The whole of what a SELECT lists there, so that it is shown and not compared. */
function isSelected(tokens: readonly Token[], first: number, last: number): boolean {
  const [before, next] = [tokens[first - 1], tokens[last + 1]];
  return (
    (before?.keyword === 'SELECT' || isOperator(before, ',')) &&
    (next?.kind === 'end' || isOperator(next, ',') || next?.keyword === 'AS' || next?.keyword === 'FROM')
  );
}

/** Whether it is a name rather than a number: within another function DuckDB cannot tell. */
const isText = (operand: readonly Token[]): boolean => operand.some(({ kind }) => kind === 'string');

const otherTypes: ReadonlyMap<string, string> = new Map([
  ['oid', 'UINTEGER'],
  ['name', 'VARCHAR'],
  ['xid', 'UINTEGER'],
  ['cstring', 'VARCHAR'],
  ...['character_data', 'sql_identifier', 'yes_or_no'].map((name) => [name, 'VARCHAR'] as const),
  ['cardinal_number', 'INTEGER'],
  ['time_stamp', 'TIMESTAMP'],
  ['char', 'VARCHAR'],
  ['int2vector', 'SMALLINT[]'],
  ['oidvector', 'UINTEGER[]'],
  ['jsonb', 'JSON'],
]);

/** `'{a,b}'::text[]` and `ANY ('{a,b}')`. */
export const arrayText: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token?.kind !== 'string' || !/^'\{.*\}'$/s.test(token.text) || !isArray(tokens, index)) return null;
  const items = arrayItems(token.text.slice(1, -1).replaceAll("''", "'"));
  if (items === null) return null;
  // DuckDB compares numbers with numbers only.
  const areNumbers = items.every((item) => item === null || /^-?\d+$/.test(item));
  const list = items.map((item) => (item === null || areNumbers ? (item ?? 'NULL') : quoteLiteral(item)));
  return [replaced(token, token, `[${list.join(', ')}]`)];
};

function isArray(tokens: readonly Token[], index: number): boolean {
  const isAny =
    /^(?:ANY|ALL|SOME)$/.test(tokens[index - 2]?.keyword ?? '') && isOperator(tokens[index - 1], '(');
  if (isAny) return true;
  if (!isOperator(tokens[index + 1], ':')) return false;
  const type = tokens.slice(index + 3, index + 8);
  const bracket = type.findIndex((token) => isOperator(token, '['));
  return (
    bracket > 0 && type.slice(0, bracket).every((token) => nameOf(token) !== '' || isOperator(token, '.'))
  );
}
