/**
 * Columns in one line each. All may be null unless they say otherwise; `path` is where the value stands in the
 * API's object.
 */
import type { ColumnDef, ColumnType } from './table.ts';

type More = Partial<
  Pick<ColumnDef, 'length' | 'nullable' | 'filter' | 'sort' | 'fields' | 'secret' | 'writeOnly'>
>;

/** Of a column that is never null. */
export const required = Object.freeze({ nullable: false });

/** Of a name, which Bitbucket cuts at 255 characters. */
export const named = Object.freeze({ length: 255 });

function column(type: ColumnType) {
  return (name: string, path: string, description: string, more: More = {}): ColumnDef => ({
    name,
    type,
    nullable: true,
    description,
    path,
    ...more,
  });
}

export const textColumn = column('VARCHAR');
export const integerColumn = column('BIGINT');
export const booleanColumn = column('BOOLEAN');
export const timeColumn = column('TIMESTAMP');
export const jsonColumn = column('JSON');

/** A UUID in braces. */
export function uuidColumn(name: string, path: string, description: string, more: More = {}): ColumnDef {
  return textColumn(name, path, description, { length: 38, ...more });
}

/** A word out of a short list, such as a state. */
export function wordColumn(name: string, path: string, description: string, more: More = {}): ColumnDef {
  return textColumn(name, path, description, { length: 64, ...more });
}

/** The value of a column in the endpoint's path: read from the reply, or else what was asked for. */
export function parentColumn(of: ColumnDef): ColumnDef {
  const ranges =
    of.type === 'BIGINT'
      ? ({ '>': 'exact', '>=': 'exact', '<': 'exact', '<=': 'exact' } as const)
      : ({} as const);
  return {
    ...of,
    nullable: false,
    filter: { field: of.name, via: 'path', operators: { '=': 'exact', in: 'exact', ...ranges } },
  };
}

/** The same for a UUID. The address takes other words for it, such as the number of a run or capital letters. */
export function uuidParentColumn(of: ColumnDef): ColumnDef {
  const { filter, ...rest } = parentColumn(of);
  return filter === undefined ? rest : { ...rest, filter: { ...filter, form: 'uuid' } };
}
