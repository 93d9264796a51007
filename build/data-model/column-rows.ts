/** A table's columns as rows: name, type, nullability, what Bitbucket is asked, what can be written, what it means. */
import type {
  ColumnDef,
  ColumnFilter,
  FilterFidelity,
  FilterOperator,
  TableDef,
} from '../../engine/catalog/table.ts';
import { code, codes, escaped, table } from './markdown.ts';

/** As they stand in statements, and in the order in which they are told. */
const operators: Readonly<Record<FilterOperator, string>> = {
  '=': '=',
  '<>': '<>',
  in: 'IN',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  contains: "LIKE '%x%'",
  prefix: "LIKE 'x%'",
  isNull: 'IS NULL',
  isNotNull: 'IS NOT NULL',
};

export function columnRows(definition: TableDef): readonly string[] {
  const { columns, writes } = definition;
  const isFiltered = columns.some((column) => pushed(column) !== '');
  const heads = ['Column', 'Type', 'Null'];
  if (isFiltered) heads.push('Pushed');
  if (writes !== undefined) heads.push('Written');
  return table(
    [...heads, 'Description'],
    columns.map((column) => [
      definition.primaryKey.includes(column.name) ? `**${column.name}**` : column.name,
      typeOf(column),
      column.nullable ? 'yes' : 'no',
      ...(isFiltered ? [pushed(column)] : []),
      ...(writes === undefined ? [] : [written(definition, column)]),
      escaped(column.description),
    ]),
  );
}

export function typeOf({ type, length }: Pick<ColumnDef, 'type' | 'length'>): string {
  return length === undefined ? type : `${type}(${length})`;
}

function pushed({ filter, sort }: ColumnDef): string {
  return [...(filter === undefined ? [] : filters(filter)), ...(sort === undefined ? [] : ['sort'])].join(
    '; ',
  );
}

function filters(filter: ColumnFilter): readonly string[] {
  const names = Object.keys(operators) as readonly FilterOperator[];
  const by = (fidelity: FilterFidelity): readonly string[] => {
    const found = names.filter((name) => filter.operators[name] === fidelity);
    return found.length === 0 ? [] : [`${found.map((name) => code(operators[name])).join(' ')} ${fidelity}`];
  };
  return [
    ...by('exact'),
    ...by('superset'),
    ...(filter.values === undefined ? [] : [`of ${codes(filter.values)}`]),
    ...(filter.atMost === undefined ? [] : [`told when named, at most ${filter.atMost}`]),
    ...(filter.via === 'path' ? ['in the address'] : []),
  ];
}

function written({ writes }: TableDef, { name, writeOnly }: ColumnDef): string {
  const { insert, update } = writes ?? {};
  const words: string[] = [];
  if (insert?.required.includes(name) === true) words.push('INSERT (required)');
  else if (insert?.optional.includes(name) === true) words.push('INSERT');
  if (update?.columns.includes(name) === true) words.push('UPDATE');
  if (writeOnly === true) words.push('never told');
  return words.join(', ');
}
