/**
 * What the engine says of its SQL in `sys_sqlinfo`. Lists of functions, words, types and limits are those that statements
 * are held against; the rest is shown to be true by running it in the tests. Names are those that tools know already.
 */
import { allowedTables, functionGroups } from './allowed-functions.ts';
import { datetimeFunctionNames } from './datetime-functions.ts';
import { reservedKeywords } from './keywords.ts';
import { maxNesting, maxStatementLength } from './limits.ts';
import { macroNames } from './macros.ts';
import { odbcFunctionNames, odbcTypeNames } from './odbc-functions.ts';

export interface SqlFact {
  readonly name: string;
  readonly description: string;
  /** Of several values the list, with commas between them. */
  readonly value: string;
}

const listed = (values: Iterable<string>): string => [...values].join(', ');

export function sqlFacts(): readonly SqlFact[] {
  const { aggregates, windows, texts, numbers, times, lists, structures, json, others } = functionGroups;
  const operators = functionGroups.operators.filter((name) => !/^[a-z_]|__/.test(name));
  return [
    fact('IDENTIFIER_QUOTE_OPEN_CHAR', 'What begins a quoted name; [ and ` do as well.', '"'),
    fact('IDENTIFIER_QUOTE_CLOSE_CHAR', 'What ends a quoted name; ] and ` do as well.', '"'),
    fact('IDENTIFIER_CASE', 'How names are compared, quoted ones too.', 'INSENSITIVE'),
    fact('STRING_CASE', 'How texts are compared.', 'SENSITIVE'),
    fact('RESERVED_KEYWORDS', 'The words that are names in quotes only.', listed(reservedKeywords)),
    fact('SUPPORTED_OPERATORS', 'The predicates of WHERE.', listed(predicates.split('|'))),
    fact('OPERATORS', 'The operators of expressions.', operators.join(' ')),
    fact('COUNT', 'Whether COUNT(*) and COUNT(DISTINCT …) are there.', 'YES'),
    fact('AGGREGATE_FUNCTIONS', 'Functions over many rows.', listed(aggregates)),
    fact('WINDOW_FUNCTIONS', 'Functions with OVER; those over many rows take it as well.', listed(windows)),
    fact('STRING_FUNCTIONS', 'Functions of texts and bytes.', listed(texts)),
    fact('NUMERIC_FUNCTIONS', 'Functions of numbers.', listed(numbers)),
    fact('TIMEDATE_FUNCTIONS', 'Functions of dates and times.', listed(times)),
    fact('DATETIME_UNIT_FUNCTIONS', 'Functions that take a unit by its name.', listed(datetimeFunctionNames)),
    fact('LIST_FUNCTIONS', 'Functions of lists.', listed(lists)),
    fact('STRUCT_FUNCTIONS', 'Functions of structs and maps.', listed(structures)),
    fact('JSON_FUNCTIONS', 'Functions of JSON.', listed(json)),
    fact('SYSTEM_FUNCTIONS', 'Other functions.', listed(others)),
    fact('COMPATIBLE_FUNCTIONS', 'Functions of other databases that work here.', listed(macroNames)),
    fact('ODBC_FUNCTIONS', 'Functions to which {fn …} gives their ODBC meaning.', listed(odbcFunctionNames)),
    fact('CONVERT_TYPES', 'The types of {fn CONVERT(…)}.', listed(odbcTypeNames)),
    fact('TABLE_FUNCTIONS', 'Functions of FROM.', listed(allowedTables)),
    fact(
      'GROUP_BY',
      'What must stand in GROUP BY: every selected column that is no aggregate.',
      'SQL_GB_GROUP_BY_CONTAINS_SELECT',
    ),
    fact('OUTER_JOINS', 'Whether outer joins are there.', 'YES'),
    fact('OJ_CAPABILITIES', 'The kinds of outer joins and what their conditions may be.', listed(outerJoins)),
    fact('SUBQUERIES', 'Where a subquery may stand.', listed(subqueries)),
    fact('SET_OPERATIONS', 'What joins the rows of two queries.', 'UNION, UNION ALL, INTERSECT, EXCEPT'),
    fact('ROW_LIMITS', 'How a query says how many rows it wants.', 'LIMIT, OFFSET, TOP, FETCH FIRST'),
    fact('STATEMENTS', 'The statements that read and write.', 'SELECT, INSERT, UPDATE, DELETE, CALL, EXEC'),
    fact('NULL_COLLATION', 'Where ORDER BY puts nulls unless it says so.', 'LAST'),
    fact('TRANSACTIONS', 'Whether a rollback undoes what was written.', 'NONE'),
    fact('TIME_ZONE', 'The time zone of every timestamp.', 'UTC'),
    fact('MAX_STATEMENT_LENGTH', 'The longest statement, in UTF-16 units.', String(maxStatementLength)),
    fact('MAX_NESTING', 'How deep brackets may nest.', String(maxNesting)),
  ];
}

const predicates =
  '=|>|<|>=|<=|<>|!=|LIKE|NOT LIKE|ILIKE|IN|NOT IN|BETWEEN|IS NULL|IS NOT NULL|EXISTS|AND|OR|NOT';
const outerJoins = ['LEFT', 'RIGHT', 'FULL', 'NESTED', 'NOT_ORDERED', 'INNER', 'ALL_COMPARISON_OPS'];
const subqueries = ['COMPARISON', 'EXISTS', 'IN', 'CORRELATED_SUBQUERIES', 'QUANTIFIED'];

function fact(name: string, description: string, value: string): SqlFact {
  return { name, description, value };
}
