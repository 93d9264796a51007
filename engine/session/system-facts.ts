/** What the `sys_*` tables of a connection are filled with. */
import type { SchemaInfo } from '../catalog/schema-name.ts';
import type { ConnectionPropertyFact, QueryFact, SystemFacts } from '../catalog/system/system-table.ts';
import { allTables } from '../catalog/tables.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import { properties } from '../dsn/properties.ts';
import type { PropertyDef } from '../dsn/property.ts';
import { Secret } from '../dsn/secret.ts';

export const catalogName = 'Bitbucket';

export function systemFacts(
  schemas: readonly SchemaInfo[],
  values: ConnectionProperties,
  queries: readonly QueryFact[],
): SystemFacts {
  const connectionProperties = properties.map((property, index) => fact(property, values, index + 1));
  return { catalog: catalogName, schemas, tables: allTables, connectionProperties, queries };
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
