/**
 * The columns of an INSERT that names none: those of the table in its order, as many as there are values. One that only
 * Bitbucket fills takes DEFAULT, so that it can be passed over; any other value for it is refused.
 */
import type { TableDef } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { InsertStatement, WrittenName } from '../sql/write-statement.ts';

export type NamedInsert = InsertStatement & { readonly columns: readonly WrittenName[] };

/** `width`: how many values each row has. Throws 42601 for too many, 0A000 for one that cannot be written. */
export function namedInsert(statement: InsertStatement, table: TableDef, width: number): NamedInsert {
  const { columns, source, target } = statement;
  if (columns !== null) return { ...statement, columns };
  if (width > table.columns.length) {
    throw new DrawbridgeError(
      SqlState.syntaxError,
      `INSERT has ${width} values, and ${table.name} has ${table.columns.length} columns.`,
    );
  }
  const { required = [], optional = [] } = table.writes?.insert ?? {};
  const takes = [...required, ...optional];
  const places = table.columns.slice(0, width).flatMap(({ name }, place) => {
    const isDefault = source.kind === 'values' && source.rows.every((row) => row[place] === null);
    if (isDefault) return [];
    if (takes.includes(name) || takes.length === 0) return [{ name, place }];
    throw new DrawbridgeError(
      SqlState.featureNotSupported,
      `${name}, the column ${place + 1} of ${table.name}, cannot be written by INSERT.`,
      {
        hint:
          source.kind === 'values'
            ? `Write DEFAULT for it, or name columns; INSERT takes ${takes.join(', ')}.`
            : `Name the columns that the query is for; INSERT takes ${takes.join(', ')}.`,
      },
    );
  });
  return {
    ...statement,
    columns: places.map(({ name }) => ({ name, offset: target.slice.offset })),
    source:
      source.kind === 'query'
        ? source
        : { kind: 'values', rows: source.rows.map((row) => places.map(({ place }) => row[place] ?? null)) },
  };
}
