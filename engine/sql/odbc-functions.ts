/**
 * `{fn …}`: the scalar functions of ODBC, appendix E, where DuckDB's of the same name mean something else or
 * don't exist. Everything else keeps its name.
 */
import { fill } from './template.ts';
import { inPlaceOf, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

/** By name and number of arguments. The concatenation is NULL when one side is, unlike DuckDB's `concat`. */
const templates: Readonly<Record<string, string>> = {
  'CONCAT/2': '((#1) || (#2))',
  'DAYOFWEEK/1': '(dayofweek(#1) + 1)',
  'CURDATE/0': 'current_date',
  'CURRENT_DATE/0': 'current_date',
  'NOW/0': 'CAST(now() AS TIMESTAMP)',
  'CURRENT_TIMESTAMP/0': 'CAST(now() AS TIMESTAMP)',
  'CURTIME/0': 'CAST(CAST(now() AS TIMESTAMP) AS TIME)',
  'CURRENT_TIME/0': 'CAST(CAST(now() AS TIMESTAMP) AS TIME)',
  'DATABASE/0': 'current_database()',
  'USER/0': 'current_user',
};

const renamed: Readonly<Record<string, string>> = {
  CHAR: 'chr',
  INSERT: 'stuff',
  LOG: 'ln',
  OCTET_LENGTH: 'strlen',
  TRUNCATE: 'trunc',
};

/** The types that CONVERT names. DECIMAL keeps ten digits behind the point, as it is given no scale. */
const types: Readonly<Record<string, string>> = {
  SQL_BIGINT: 'BIGINT',
  SQL_BINARY: 'BLOB',
  SQL_BIT: 'BOOLEAN',
  SQL_CHAR: 'VARCHAR',
  SQL_DATE: 'DATE',
  SQL_DECIMAL: 'DECIMAL(38, 10)',
  SQL_DOUBLE: 'DOUBLE',
  SQL_FLOAT: 'DOUBLE',
  SQL_GUID: 'UUID',
  SQL_INTEGER: 'INTEGER',
  SQL_LONGVARBINARY: 'BLOB',
  SQL_LONGVARCHAR: 'VARCHAR',
  SQL_NUMERIC: 'DECIMAL(38, 10)',
  SQL_REAL: 'REAL',
  SQL_SMALLINT: 'SMALLINT',
  SQL_TIME: 'TIME',
  SQL_TIMESTAMP: 'TIMESTAMP',
  SQL_TINYINT: 'TINYINT',
  SQL_TYPE_DATE: 'DATE',
  SQL_TYPE_TIME: 'TIME',
  SQL_TYPE_TIMESTAMP: 'TIMESTAMP',
  SQL_VARBINARY: 'BLOB',
  SQL_VARCHAR: 'VARCHAR',
  SQL_WCHAR: 'VARCHAR',
  SQL_WLONGVARCHAR: 'VARCHAR',
  SQL_WVARCHAR: 'VARCHAR',
};

/** Those that `{fn …}` gives a meaning of ODBC's own; all others mean what they mean outside of it. */
export const odbcFunctionNames: readonly string[] = Object.freeze(
  [
    ...new Set([
      ...Object.keys(templates).map((key) => key.slice(0, key.indexOf('/'))),
      ...Object.keys(renamed),
      'CONVERT',
    ]),
  ].sort(),
);

/** Those that its CONVERT takes. */
export const odbcTypeNames: readonly string[] = Object.freeze(Object.keys(types));

/** What stands between `{fn` and `}`, its own escapes already rewritten: a name and perhaps a list in brackets. */
export function odbcFunction(call: readonly Token[]): readonly Token[] {
  const [name, ...rest] = call;
  if (name === undefined) return call;
  const args = isOperator(rest[0], '(') ? splitAtCommas(rest.slice(1, -1)) : [];
  const type = types[keyword(args[1]?.[0])];
  if (keyword(name) === 'CONVERT' && args.length === 2 && type !== undefined) {
    return fill(`CAST(#1 AS ${type})`, args, name);
  }
  const template = templates[`${keyword(name)}/${args.length}`];
  if (template !== undefined) return fill(template, args, name);
  const other = renamed[keyword(name)];
  return other === undefined ? call : [inPlaceOf(name, other), ...rest];
}
