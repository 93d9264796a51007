/** What the `sys_*` tables of a connection are filled with. */
import type { SchemaInfo } from '../catalog/schema-name.ts';
import type { InformationFact } from '../catalog/system/facts.ts';
import type { ConnectionPropertyFact, SystemFacts } from '../catalog/system/system-table.ts';
import { allTables } from '../catalog/tables.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import { properties } from '../dsn/properties.ts';
import type { PropertyDef } from '../dsn/property.ts';
import { Secret } from '../dsn/secret.ts';
import { sqlFacts } from '../sql/sql-facts.ts';
import { duckdbVersion } from '../store/version.ts';

export const catalogName = 'Bitbucket';

/** What a connection knows beyond what every connection knows. */
export interface ConnectionFacts extends Pick<SystemFacts, 'queries' | 'requests' | 'quota' | 'written'> {
  readonly schemas: readonly SchemaInfo[];
  readonly properties: ConnectionProperties;
  /** '' for a connection string without one. */
  readonly dataSource: string;
  readonly productVersion: string;
}

export function systemFacts(connection: ConnectionFacts): SystemFacts {
  const { schemas, properties: values, queries, requests, quota, written } = connection;
  return {
    catalog: catalogName,
    schemas,
    tables: allTables,
    connectionProperties: properties.map((property, index) => fact(property, values, index + 1)),
    queries,
    requests,
    quota,
    sqlInfo,
    information: information(connection),
    written,
  };
}

const sqlInfo = sqlFacts();

function information({ properties: values, dataSource, productVersion }: ConnectionFacts): InformationFact {
  return {
    product: 'Drawbridge',
    version: productVersion,
    license: 'MIT',
    databaseEngine: `DuckDB ${duckdbVersion().replace(/^v/, '')}`,
    runtime: `Node ${process.versions.node}`,
    platform: `${process.platform} ${process.arch}`,
    dataSource,
    workspace: values.Workspace,
    apiUrl: values.ApiURL,
    authScheme: values.AuthScheme,
  };
}

function fact(property: PropertyDef, values: ConnectionProperties, ordinal: number): ConnectionPropertyFact {
  const { name, label, help, type, category, sensitivity } = property;
  const choices = type.kind === 'choice' ? type.choices.map((choice) => choice.value) : [];
  return {
    name,
    label,
    help,
    type: type.kind,
    choices,
    default: property.default,
    value: sensitivity === 'secret' ? '' : textOf(values, name),
    category,
    required: property.required ?? false,
    sensitivity,
    visible: matters(property, values),
    ordinal,
  };
}

function matters({ when }: PropertyDef, values: ConnectionProperties): boolean {
  return when === undefined || when.oneOf.includes(textOf(values, when.property));
}

function textOf(values: ConnectionProperties, name: string): string {
  const value = Object.hasOwn(values, name) ? values[name as keyof ConnectionProperties] : null;
  return value === null || value instanceof Secret ? '' : String(value);
}
