/** What Tableau writes for a column of each type: the numbers are OLE DB's type indicators, as in its own files. */
import type { ColumnDef, ColumnType } from '../catalog/table.ts';

export interface TableauType {
  readonly remoteType: string;
  readonly localType: 'string' | 'integer' | 'real' | 'boolean' | 'datetime' | 'date';
  readonly aggregation: 'Count' | 'Sum' | 'Year';
  /** Decimal digits, for numbers. */
  readonly precision?: number;
  readonly odbcType: string;
  readonly wireType: string;
}

const text: TableauType = {
  remoteType: '130',
  localType: 'string',
  aggregation: 'Count',
  odbcType: 'SQL_WVARCHAR',
  wireType: 'SQL_C_WCHAR',
};

const types: Readonly<Record<ColumnType, TableauType>> = {
  VARCHAR: text,
  JSON: text,
  BIGINT: {
    remoteType: '20',
    localType: 'integer',
    aggregation: 'Sum',
    precision: 19,
    odbcType: 'SQL_BIGINT',
    wireType: 'SQL_C_SBIGINT',
  },
  INTEGER: {
    remoteType: '3',
    localType: 'integer',
    aggregation: 'Sum',
    precision: 10,
    odbcType: 'SQL_INTEGER',
    wireType: 'SQL_C_SLONG',
  },
  DOUBLE: {
    remoteType: '5',
    localType: 'real',
    aggregation: 'Sum',
    precision: 15,
    odbcType: 'SQL_DOUBLE',
    wireType: 'SQL_C_DOUBLE',
  },
  BOOLEAN: {
    remoteType: '11',
    localType: 'boolean',
    aggregation: 'Count',
    odbcType: 'SQL_BIT',
    wireType: 'SQL_C_BIT',
  },
  TIMESTAMP: {
    remoteType: '7',
    localType: 'datetime',
    aggregation: 'Year',
    odbcType: 'SQL_TYPE_TIMESTAMP',
    wireType: 'SQL_C_TYPE_TIMESTAMP',
  },
  DATE: {
    remoteType: '7',
    localType: 'date',
    aggregation: 'Year',
    odbcType: 'SQL_TYPE_DATE',
    wireType: 'SQL_C_TYPE_DATE',
  },
};

export function tableauType({ type }: Pick<ColumnDef, 'type'>): TableauType {
  return types[type];
}

/** Characters that the driver reports for the column; null for what is no text. */
export function widthOf(column: Pick<ColumnDef, 'type' | 'length'>, longestText: number): number | null {
  if (column.type === 'JSON') return longestText;
  return column.type === 'VARCHAR' ? Math.min(column.length ?? longestText, longestText) : null;
}
