/** The types that PREPARE declares for its parameters. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { builtInTypes } from '../pg-catalog/types.ts';

/** What PostgreSQL's grammar and DuckDB write for a type that `pg_type` has under another name. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['int', 'int4'],
  ['dec', 'numeric'],
  ['decimal', 'numeric'],
  ['float', 'float8'],
  ['double', 'float8'],
  ['char', 'bpchar'],
  ['char varying', 'varchar'],
]);

/** The OID in PostgreSQL of a type as SQL writes it, a length or precision aside. Throws 42704. */
export function declaredType(written: string): number {
  const words = written
    .replace(/\([^)]*\)/, ' ')
    .replaceAll('"', '')
    .replace(/^\s*pg_catalog\s*\./i, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
  const [, base = words, brackets = ''] = /^(.*?)\s*((?:\[\s*\d*\s*\]\s*)*)$/.exec(words) ?? [];
  const name = otherNames.get(base) ?? base;
  const found = builtInTypes.find((type) => type.name === name || type.words === name);
  if (found === undefined)
    throw new DrawbridgeError(SqlState.undefinedObject, `There is no type ${written.trim()}.`, {
      hint: 'Leave the types out: they are told by the statement.',
    });
  return brackets === '' ? found.oid : found.array;
}
