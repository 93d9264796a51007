/** SQL as the engine reads it, for the editor: highlighting, and completion of the names in the catalogue. */
import { PostgreSQL, sql, SQLDialect, type SQLNamespace } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import type { Output } from '../../engine/admin/contract.ts';
import { keywords, types } from './sql-words.ts';

export type CatalogNames = Output<'catalog.names'>;

/** Identifiers match without regard to case, so PullRequests needs no quotes. */
const dialect = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords,
  types,
  caseInsensitiveIdentifiers: true,
});

export function sqlLanguage(names: CatalogNames | null): Extension {
  if (names === null) return sql({ dialect, upperCaseKeywords: true });
  return sql({
    dialect,
    upperCaseKeywords: true,
    schema: namespaceOf(names),
    ...(names.defaultSchema !== '' && { defaultSchema: names.defaultSchema }),
  });
}

function namespaceOf({ tables }: CatalogNames): SQLNamespace {
  const schemas: Record<string, Record<string, readonly string[]>> = {};
  for (const { schema, table, columns } of tables) {
    // A dot separates the parts of a path here; a dot inside of a name is escaped.
    (schemas[escaped(schema)] ??= {})[escaped(table)] = columns;
  }
  return schemas;
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}
