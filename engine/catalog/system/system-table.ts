/** What the system tables are made of. They are filled by the engine itself, without a call to Bitbucket. */
import { lookedUp } from '../filters.ts';
import type { CellValue, ColumnDef, TableDef } from '../table.ts';
import type { SchemaInfo } from '../schema-name.ts';
import type { InformationFact, QuotaFact, RequestFact, SqlInfoFact, WrittenFact } from './facts.ts';

/** A connection property as the engine's catalogue of properties knows it, in plain values. */
export interface ConnectionPropertyFact {
  /** The spelling in connection strings, such as `MaxRows`. */
  readonly name: string;
  /** The spelling for people, such as `Max Rows`. */
  readonly label: string;
  readonly help: string;
  readonly type: string;
  readonly choices: readonly string[];
  readonly default: string;
  /** The value of this connection; of a secret it is never shown. */
  readonly value: string;
  readonly category: string;
  readonly required: boolean;
  readonly sensitivity: 'none' | 'private' | 'secret';
  /** Whether it matters, given the values of the other properties. */
  readonly visible: boolean;
  readonly ordinal: number;
}

/** A statement that the engine runs or has run. */
export interface QueryFact {
  readonly id: number;
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly statement: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'closed';
  readonly rows: number;
  readonly calls: number;
  readonly bytes: number;
  /** null while it runs. */
  readonly milliseconds: number | null;
  readonly cut: boolean;
  readonly sqlState: string | null;
  readonly message: string | null;
}

export interface SystemFacts {
  /** The catalog's name, which stands in the first column of most system tables. */
  readonly catalog: string;
  readonly schemas: readonly SchemaInfo[];
  /** Every table of the model, the system tables included. */
  readonly tables: readonly TableDef[];
  readonly connectionProperties: readonly ConnectionPropertyFact[];
  /** The oldest first. */
  readonly queries: readonly QueryFact[];
  /** The oldest first. */
  readonly requests: readonly RequestFact[];
  readonly quota: QuotaFact;
  readonly sqlInfo: readonly SqlInfoFact[];
  readonly information: InformationFact;
  /** null: the connection has written nothing. */
  readonly written: WrittenFact | null;
}

export interface SystemTable {
  readonly definition: TableDef;
  /** Each row's values in the order of the columns. */
  rows(facts: SystemFacts): readonly (readonly CellValue[])[];
}

/** The columns with which rows about schemas and tables begin. */
export const catalogName: ColumnDef = {
  name: 'CatalogName',
  type: 'VARCHAR',
  length: 128,
  nullable: false,
  description: 'The catalog, which is the same for every table.',
  path: 'CatalogName',
};

export const schemaName: ColumnDef = {
  name: 'SchemaName',
  type: 'VARCHAR',
  length: 128,
  nullable: false,
  description: 'The schema: Information, AllRepositories, the key of a project or the slug of a repository.',
  path: 'SchemaName',
  // With the filter known, rows of Information need no list of schemas and so no call.
  filter: lookedUp('SchemaName'),
};

export const tableName: ColumnDef = {
  name: 'TableName',
  type: 'VARCHAR',
  length: 128,
  nullable: false,
  description: 'The table.',
  path: 'TableName',
};

export const columnName: ColumnDef = {
  name: 'ColumnName',
  type: 'VARCHAR',
  length: 128,
  nullable: false,
  description: 'The column.',
  path: 'ColumnName',
};

/** How the type of a column or a parameter is told; `oid` describes the PostgreSQL one. */
export const typeColumns = (oid: string): readonly ColumnDef[] => [
  {
    name: 'DataTypeName',
    type: 'VARCHAR',
    length: 32,
    nullable: false,
    description: 'The type, such as VARCHAR or TIMESTAMP.',
    path: 'DataTypeName',
  },
  {
    name: 'TypeOid',
    type: 'INTEGER',
    nullable: false,
    description: oid,
    path: 'TypeOid',
  },
  {
    name: 'TypeModifier',
    type: 'INTEGER',
    nullable: false,
    description: "PostgreSQL's modifier of that type: -1 for none, n + 4 for VARCHAR(n).",
    path: 'TypeModifier',
  },
  {
    name: 'Length',
    type: 'INTEGER',
    nullable: true,
    description: 'The greatest number of characters; null where there is no limit.',
    path: 'Length',
  },
];
