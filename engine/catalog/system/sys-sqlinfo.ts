import { defineTable } from '../define-table.ts';
import { factColumn, factText } from './fact-column.ts';
import type { SystemTable } from './system-table.ts';

export const sysSqlInfo: SystemTable = {
  definition: defineTable({
    name: 'sys_sqlinfo',
    scope: 'system',
    description: 'The SQL that the engine takes: its functions, operators, words and limits.',
    columns: [
      factColumn('Name', factText(64), 'What the row is about.'),
      factColumn('Description', factText(1024), 'What it means.'),
      factColumn(
        'Value',
        { type: 'VARCHAR', nullable: false },
        'The answer; of several the list, with commas.',
      ),
    ],
    primaryKey: ['Name'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ sqlInfo }) => sqlInfo.map(({ name, description, value }) => [name, description, value]),
};
