/** The page `docs/data-model.md`, made from the catalog alone: the same catalog gives the same text. */
import { allProcedures, procedures, signInProcedures } from '../../engine/catalog/procedures.ts';
import type { TableDef, TableScope } from '../../engine/catalog/table.ts';
import { allTables } from '../../engine/catalog/tables.ts';
import { link } from './markdown.ts';
import { procedureSection } from './procedure-section.ts';
import { tableSection } from './table-section.ts';

/** From the root of the repository. */
export const dataModelFile = 'docs/data-model.md';
export const dataModelCommand = 'npm run docs';

const groups: readonly (readonly [scope: TableScope, title: string, about: string])[] = [
  ['workspace', 'In the schema Information', 'What belongs to the workspace, and to whoever is signed in.'],
  ['project', 'In the schema of each project', 'A project is a schema by its key.'],
  [
    'repository',
    'In the schema of each repository',
    'A repository is a schema by its slug. The schema `AllRepositories` has each of these tables once more, over all repositories: with the columns RepositorySlug and ProjectKey in front, and RepositorySlug in front of the primary key and of every foreign key to another of them.',
  ],
  ['system', 'System tables', 'The engine fills them itself. They stand in `Information`.'],
];

const proceduresTitle = 'Stored procedures';

const introduction = `The tables, columns and procedures of Drawbridge.

**Pushed** says which comparisons are sent to Bitbucket. *exact*: its answer is SQL's; *superset*: it may send more
rows, and the engine filters them again. What is not pushed is filtered, sorted and joined by the engine; the result is
the same. *sort*: ORDER BY with LIMIT asks for the first rows only. *in the address*: the value says which parent is
asked for; without one, each is.

**Written** says which columns INSERT and UPDATE take; a table without it is read only. *Never told*: null in every row that is
read. Bold columns are the primary key. Scopes are those of OAuth; with several, all are needed.`;

export function dataModel(): string {
  const members = (scope: TableScope): readonly TableDef[] =>
    allTables
      .filter((table) => table.scope === scope)
      .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const lines = [
    `<!-- Made by "${dataModelCommand}" from engine/catalog. Changes by hand are lost. -->`,
    '',
    '# The data model',
    '',
    introduction,
    '',
    ...totals(),
    '',
    ...groups.map(([scope, title]) => contents(title, members(scope))),
    contents(proceduresTitle, allProcedures),
    '',
    ...groups.flatMap(([scope, title, about]) => [
      `## ${title}`,
      '',
      about,
      '',
      ...members(scope).flatMap(tableSection),
    ]),
    `## ${proceduresTitle}`,
    '',
    '`CALL`, `EXEC` and `{call}` carry them out. They stand in the schema of each repository.',
    '',
    ...procedures.flatMap(procedureSection),
    'The following are about the sign-in. They stand in `Information`, work where `ReadOnly` is set, and before anybody is',
    'signed in: such a connection says `InitiateOAuth=OFF`, so that nothing begins by itself.',
    '',
    ...signInProcedures.flatMap(procedureSection),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function contents(title: string, members: readonly { readonly name: string }[]): string {
  return `- **${link(title)}**: ${members.map(({ name }) => link(name)).join(' · ')}`;
}

function totals(): readonly string[] {
  const count = (tables: readonly TableDef[]): string =>
    `${tables.length} tables with ${tables.reduce((sum, { columns }) => sum + columns.length, 0)} columns`;
  const api = allTables.filter(({ scope }) => scope !== 'system');
  const system = allTables.filter(({ scope }) => scope === 'system');
  const writable = api.filter(({ writes }) => writes !== undefined);
  return [
    `${count(api)} from Bitbucket, of which ${writable.length} can be written; ${count(system)} about the model and the engine; ${allProcedures.length} procedures.`,
  ];
}
