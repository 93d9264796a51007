/** SQL as the engine reads it, for the editor: highlighting, and completion of names, functions and keywords. */
import { completeFromList, ifNotIn } from '@codemirror/autocomplete';
import { PostgreSQL, sql, SQLDialect, type SQLNamespace } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import type { CatalogState } from './catalog-store.ts';
import { functions, keywords, types } from './sql-words.ts';

/** Identifiers match without regard to case, so PullRequests needs no quotes. */
const dialect = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords,
  types,
  caseInsensitiveIdentifiers: true,
});

const functionNames = dialect.language.data.of({
  autocomplete: ifNotIn(
    ['String', 'LineComment', 'BlockComment', 'QuotedIdentifier', '.'],
    completeFromList(functions.split(' ').map((name) => ({ label: name, type: 'function' }))),
  ),
});

/** Of the schemas beyond these only the names are offered: each costs as many words as it has columns. */
const mostWholeSchemas = 100;

export function sqlLanguage(names: CatalogState): Extension {
  return [
    sql({
      dialect,
      upperCaseKeywords: true,
      schema: namespaceOf(names),
      ...(names.defaultSchema !== '' && { defaultSchema: names.defaultSchema }),
    }),
    functionNames,
  ];
}

function namespaceOf({ schemas, tables, defaultSchema }: CatalogState): SQLNamespace {
  const all: Record<string, Record<string, readonly string[]>> = {};
  for (const [index, { name, kind }] of schemas.entries()) {
    const inside: Record<string, readonly string[]> = {};
    if (index < mostWholeSchemas || name === defaultSchema) {
      for (const table of tables[kind] ?? [])
        inside[escaped(table.name)] = table.columns.map((column) => column.name);
    }
    // A dot separates the parts of a path here; a dot inside of a name is escaped.
    all[escaped(name)] = inside;
  }
  return all;
}

function escaped(name: string): string {
  return name.replaceAll('.', '\\.');
}
