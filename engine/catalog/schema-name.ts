/**
 * Schemas and what they are called: `Information` for the workspace, `AllRepositories` for all repositories together,
 * one per project (its key), one per repository (its slug).
 *
 * Identifiers are compared without regard to case, in SQL and so here. A project and a repository whose names
 * are equal share one schema, as their tables differ. Names that DuckDB or this model needs for itself get a
 * suffix. The result doesn't depend on the order in which projects and repositories were listed.
 */

export interface ProjectFacts {
  readonly key: string;
  readonly name: string;
  readonly uuid: string;
}

export interface RepositoryFacts {
  readonly slug: string;
  readonly uuid: string;
  readonly projectKey: string | null;
}

export type SchemaKind = 'information' | 'project' | 'repository' | 'roll-up';

export interface SchemaInfo {
  readonly name: string;
  /** A schema that a project and a repository share is of the kind `repository`, and has a project as well. */
  readonly kind: SchemaKind;
  readonly project?: ProjectFacts;
  readonly repository?: RepositoryFacts;
  /** Further names that the schema answers to. */
  readonly aliases: readonly string[];
}

export const informationSchema: SchemaInfo = Object.freeze({
  name: 'Information',
  kind: 'information',
  aliases: Object.freeze([]),
});

/** Holds the tables of the repositories once more, over all of them. */
export const rollUpSchema: SchemaInfo = Object.freeze({
  name: 'AllRepositories',
  kind: 'roll-up',
  aliases: Object.freeze([]),
});

/** Those that every workspace has. */
export const fixedSchemas: readonly SchemaInfo[] = Object.freeze([informationSchema, rollUpSchema]);

export function isRollUp(schema: string): boolean {
  return folded(schema) === folded(rollUpSchema.name);
}

/** In small letters. The catalogs stand here because `bitbucket.x` could mean a catalog or a schema. */
const reserved: ReadonlySet<string> = new Set([
  'information',
  'allrepositories',
  'main',
  'temp',
  'system',
  'memory',
  'information_schema',
  'pg_catalog',
  'bitbucket',
  'cdata',
]);

/** All schemas, the fixed ones first, then by name. */
export function schemaNames(
  projects: readonly ProjectFacts[],
  repositories: readonly RepositoryFacts[],
): readonly SchemaInfo[] {
  const schemas = new Map<string, SchemaInfo>();
  for (const owner of owners(projects, repositories)) {
    const shared = schemas.get(folded(owner.name));
    if (owner.repository !== undefined && sharable(owner.name, shared)) {
      schemas.set(folded(owner.name), { ...shared, ...owner, name: shared?.name ?? owner.name });
    } else {
      const name = freeName(owner, schemas);
      schemas.set(folded(name), { ...owner, name });
    }
  }
  const named = [...schemas.values()].sort((a, b) => compare(a.name, b.name));
  return Object.freeze([...fixedSchemas, ...withAliases(named)]);
}

/** The schema of that name or alias, without regard to case. */
export function findSchema(schemas: readonly SchemaInfo[], name: string): SchemaInfo | undefined {
  const wanted = folded(name);
  return schemas.find(
    (schema) => folded(schema.name) === wanted || schema.aliases.some((alias) => folded(alias) === wanted),
  );
}

/** Plain names come before those that need a suffix, so that a suffix never takes another's own name. */
function owners(
  projects: readonly ProjectFacts[],
  repositories: readonly RepositoryFacts[],
): readonly SchemaInfo[] {
  const all: SchemaInfo[] = [
    ...projects
      .toSorted((a, b) => compare(a.key, b.key) || compare(a.uuid, b.uuid))
      .map((project): SchemaInfo => ({ name: project.key, kind: 'project', project, aliases: [] })),
    ...repositories
      .toSorted((a, b) => compare(a.slug, b.slug) || compare(a.uuid, b.uuid))
      .map((repository): SchemaInfo => ({
        name: repository.slug,
        kind: 'repository',
        repository,
        aliases: [],
      })),
  ];
  const isReserved = (schema: SchemaInfo): boolean => reserved.has(folded(schema.name));
  return [...all.filter((schema) => !isReserved(schema)), ...all.filter(isReserved)];
}

function sharable(name: string, present: SchemaInfo | undefined): boolean {
  return !reserved.has(folded(name)) && present?.kind === 'project';
}

function freeName(owner: SchemaInfo, schemas: ReadonlyMap<string, SchemaInfo>): string {
  let name = owner.name;
  while (reserved.has(folded(name)) || schemas.has(folded(name))) {
    name += owner.kind === 'project' ? '_project' : '_repo';
  }
  return name;
}

/** A slug with a dot is awkward to quote; it also answers to underscores where only one schema would. */
function withAliases(schemas: readonly SchemaInfo[]): readonly SchemaInfo[] {
  const uses = new Map<string, number>();
  for (const { name } of schemas) {
    for (const use of new Set([folded(name), folded(undotted(name))]))
      uses.set(use, (uses.get(use) ?? 0) + 1);
  }
  return schemas.map((schema) => {
    const alias = undotted(schema.name);
    const free = alias !== schema.name && uses.get(folded(alias)) === 1 && !reserved.has(folded(alias));
    return Object.freeze({ ...schema, aliases: Object.freeze(free ? [alias] : []) });
  });
}

function undotted(name: string): string {
  return name.replaceAll('.', '_');
}

function folded(name: string): string {
  return name.toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
