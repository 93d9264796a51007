/** One table: what it holds, where it stands, how it is read and what can be written. */
import type { Endpoint, ForeignKey, TableDef, TableScope, WriteCall } from '../../engine/catalog/table.ts';
import { columnRows } from './column-rows.ts';
import { code, codes, escaped, link } from './markdown.ts';

const schemas: Readonly<Record<TableScope, string>> = {
  workspace: '`Information`',
  project: 'each project (its key)',
  repository: 'each repository (its slug); `AllRepositories`, with RepositorySlug and ProjectKey in front',
  system: '`Information`',
};

const paging: Readonly<Record<Endpoint['paging'], string>> = {
  pages: 'numbered pages, read side by side',
  cursor: 'pages, one after the other',
  single: 'one object',
};

export function tableSection(table: TableDef): readonly string[] {
  const { name, description, retired } = table;
  return [
    `### ${name}`,
    '',
    escaped(description),
    ...(retired === undefined ? [] : ['', `**Retired on ${retired.on}.** ${escaped(retired.message)}`]),
    '',
    ...facts(table).map(([what, said]) => `- ${what}: ${said}`),
    '',
    ...columnRows(table),
    '',
  ];
}

type Fact = readonly [what: string, said: string];

function facts(table: TableDef): readonly Fact[] {
  const { scope, primaryKey, foreignKeys, scopes, endpoint, parent } = table;
  return [
    ['Schemas', schemas[scope]],
    ['Primary key', primaryKey.join(', ')],
    ...(foreignKeys.length === 0 ? [] : [['Foreign keys', foreignKeys.map(keyText).join('; ')] as const]),
    ...(endpoint === undefined ? [] : [['Read', readText(table, endpoint)] as const]),
    ...(parent === undefined
      ? []
      : [['Parent', `${link(parent.table)}: a call for each of its rows that the filters admit`] as const]),
    ...(scope === 'system' ? [] : [['Scopes for reading', codes(scopes) || 'none'] as const]),
    ...writeFacts(table),
  ];
}

function keyText({ columns, references }: ForeignKey): string {
  return `${columns.join(', ')} → ${link(references.table)} (${references.columns.join(', ')})`;
}

function readText({ columns, unfold, alone }: TableDef, endpoint: Endpoint): string {
  const { path, pageLength, hasSize } = endpoint;
  const sorts = columns.filter(({ sort }) => sort !== undefined).map(({ name }) => name);
  return [
    `${code(`GET ${path}`)}, ${paging[endpoint.paging]}`,
    ...(pageLength === undefined ? [] : [`up to ${pageLength} rows a page`]),
    ...(unfold === undefined ? [] : [`a row for each of ${code(unfold)}`]),
    ...(hasSize ? ['counted by one call'] : []),
    ...(sorts.length === 0 ? [] : [`sorted by ${sorts.join(', ')}`]),
    ...(alone === undefined ? [] : [`one ${alone.column} that is named: ${code(`GET ${alone.path}`)}`]),
  ].join('; ');
}

function writeFacts({ writes, notWritten }: TableDef): readonly Fact[] {
  if (writes === undefined) return notWritten === undefined ? [] : [['Not written', notWritten]];
  const { insert, update, refused = {} } = writes;
  return [
    ...(insert === undefined ? [] : [['INSERT', callText(insert)] as const]),
    ...(update === undefined
      ? []
      : [
          [
            'UPDATE',
            [
              callText(update),
              ...(update.only === undefined
                ? []
                : [`of rows with ${update.only.column} ${code(update.only.value)} alone`]),
              ...(update.again === undefined ? [] : ['each row is read again before it is written']),
            ].join('; '),
          ] as const,
        ]),
    ...(writes.delete === undefined ? [] : [['DELETE', callText(writes.delete)] as const]),
    ...Object.entries(refused).map(([verb, reason]) => [`No ${verb}`, reason] as const),
  ];
}

export function callText({ method, path, scopes }: WriteCall): string {
  return `${code(`${method} ${path}`)}, scopes ${codes(scopes)}`;
}
