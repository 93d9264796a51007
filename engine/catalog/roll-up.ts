/**
 * The tables of the schema `AllRepositories`: each table of a repository once more, over all repositories, behind two
 * columns that say which repository a row is from. Keys count within a repository, so they have its slug in front.
 */
import { defineTable } from './define-table.ts';
import type {
  ColumnDef,
  ColumnFilter,
  ForeignKey,
  TableDef,
  UpdateRule,
  WriteCall,
  WriteRules,
} from './table.ts';

/** Evaluated over the list of repositories, by SQL's own rules: whatever is filtered, only their rows are fetched. */
const chooses = (field: string): ColumnFilter => ({
  field,
  via: 'path',
  operators: {
    '=': 'exact',
    '<>': 'exact',
    in: 'exact',
    contains: 'exact',
    prefix: 'exact',
    isNull: 'exact',
    isNotNull: 'exact',
  },
});

const repositorySlug: ColumnDef = {
  name: 'RepositorySlug',
  type: 'VARCHAR',
  length: 62,
  nullable: false,
  description: 'The repository that the row is from.',
  path: 'RepositorySlug',
  filter: chooses('RepositorySlug'),
};

const projectKey: ColumnDef = {
  name: 'ProjectKey',
  type: 'VARCHAR',
  length: 128,
  nullable: true,
  description: 'The project that the repository belongs to.',
  path: 'ProjectKey',
  filter: chooses('ProjectKey'),
};

/** Their values are those of the repository, not of the row. */
export const rollUpColumns: readonly ColumnDef[] = Object.freeze([repositorySlug, projectKey]);

const slug = repositorySlug.name;

const made = new Map<TableDef, TableDef>();
const bases = new Map<TableDef, TableDef>();

/** Always the same object for the same table, which must be one of a repository. `all`: every table that it has keys to. */
export function rolledUp(table: TableDef, all: readonly TableDef[]): TableDef {
  const known = made.get(table);
  if (known !== undefined) return known;
  const { parent } = table;
  const fresh = defineTable<TableDef>({
    ...table,
    description: `${table.description} Over all repositories.`,
    columns: [...rollUpColumns, ...table.columns],
    primaryKey: [slug, ...table.primaryKey],
    foreignKeys: table.foreignKeys.map((key) => keyOver(key, all)),
    ...(table.writes === undefined ? {} : { writes: writesOver(table.writes) }),
    ...(parent === undefined ? {} : { parent: { ...parent, columns: { [slug]: slug, ...parent.columns } } }),
  });
  made.set(table, fresh);
  bases.set(fresh, table);
  return fresh;
}

/** The table of a repository that a table of `AllRepositories` was made from; undefined for any other. */
export function baseOf(table: TableDef): TableDef | undefined {
  return bases.get(table);
}

/** A key to another table of the repository leads within `AllRepositories`. */
function keyOver(key: ForeignKey, all: readonly TableDef[]): ForeignKey {
  const { table, columns } = key.references;
  if (all.find(({ name }) => name === table)?.scope !== 'repository') return key;
  return { columns: [slug, ...key.columns], references: { table, columns: [slug, ...columns] } };
}

/** The repository of a call is that of its row. */
function writesOver(writes: WriteRules): WriteRules {
  const { insert, update, delete: remove } = writes;
  return {
    ...writes,
    ...(insert === undefined
      ? {}
      : { insert: { ...callOver(insert), required: [slug, ...insert.required] } }),
    ...(update === undefined ? {} : { update: updateOver(update) }),
    ...(remove === undefined ? {} : { delete: callOver(remove) }),
  };
}

function updateOver(rule: UpdateRule): UpdateRule {
  const { actions } = rule;
  if (actions === undefined) return callOver(rule);
  const over = Object.entries(actions).map(([name, choices]) => [name, choices.map(callOver)] as const);
  return { ...callOver(rule), actions: Object.fromEntries(over) };
}

function callOver<Call extends WriteCall>(call: Call): Call {
  const path = call.path.replace('{repository}', `{${slug}}`);
  const read = call.read?.replace('{repository}', `{${slug}}`);
  return { ...call, path, ...(read === undefined ? {} : { read }) };
}
