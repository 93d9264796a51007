import { defineTable } from '../define-table.ts';
import { procedureName, procedureRows } from './procedure-rows.ts';
import { catalogName, schemaName, type SystemTable } from './system-table.ts';

export const sysProcedures: SystemTable = {
  definition: defineTable({
    name: 'sys_procedures',
    scope: 'system',
    description: 'The procedures, which CALL and EXEC carry out.',
    columns: [
      catalogName,
      schemaName,
      procedureName,
      {
        name: 'Description',
        type: 'VARCHAR',
        length: 1024,
        nullable: false,
        description: 'What the procedure does.',
        path: 'Description',
      },
      {
        name: 'ParameterCount',
        type: 'INTEGER',
        nullable: false,
        description: 'How many parameters it takes.',
        path: 'ParameterCount',
      },
      {
        name: 'Scopes',
        type: 'VARCHAR',
        length: 255,
        nullable: false,
        description: 'The OAuth scopes that it takes, with commas between them.',
        path: 'Scopes',
      },
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'ProcedureName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    procedureRows(facts, (procedure) => [
      [
        procedure.description,
        procedure.parameters.length,
        'call' in procedure ? procedure.call.scopes.join(', ') : '',
      ],
    ]),
};
