import { defineTable } from '../define-table.ts';
import type { ColumnDef } from '../table.ts';
import type { ConnectionPropertyFact, SystemTable } from './system-table.ts';

/** The words that tools which read this table already know. */
const sensitivities: Readonly<Record<ConnectionPropertyFact['sensitivity'], string>> = {
  none: 'NONE',
  private: 'SENSITIVE',
  secret: 'PASSWORD',
};

function text(name: string, length: number | undefined, description: string): ColumnDef {
  return {
    name,
    type: 'VARCHAR',
    ...(length === undefined ? {} : { length }),
    nullable: false,
    description,
    path: name,
  };
}

export const sysConnectionProps: SystemTable = {
  definition: defineTable({
    name: 'sys_connection_props',
    scope: 'system',
    description: 'The connection properties, with their values in this connection. Secrets are never shown.',
    columns: [
      text('PropertyName', 64, 'The spelling in connection strings.'),
      text('Name', 64, 'The spelling for people.'),
      text('ShortDescription', 1024, 'What the property does.'),
      text('Type', 32, 'What kind of value it takes.'),
      text(
        'Values',
        255,
        'The values to choose from, with commas between them; empty when any may be given.',
      ),
      text('Default', 255, 'The value when none is given.'),
      text('Value', undefined, 'The value in this connection; always empty for a secret.'),
      text('Category', 32, 'The group in which forms show the property.'),
      {
        name: 'Required',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether a value must be given when the property matters.',
        path: 'Required',
      },
      text('Sensitivity', 16, 'PASSWORD for secrets, SENSITIVE for what is kept out of logs, else NONE.'),
      {
        name: 'Visible',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether the property matters, given the values of the others.',
        path: 'Visible',
      },
      {
        name: 'Ordinal',
        type: 'INTEGER',
        nullable: false,
        description: 'The place of the property in forms.',
        path: 'Ordinal',
      },
    ],
    primaryKey: ['PropertyName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ connectionProperties }) =>
    connectionProperties.map((property) => [
      property.name,
      property.label,
      property.help,
      property.type,
      property.choices.join(','),
      property.default,
      property.sensitivity === 'secret' ? '' : property.value,
      property.category,
      property.required,
      sensitivities[property.sensitivity],
      property.visible,
      property.ordinal,
    ]),
};
