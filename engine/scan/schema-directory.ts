/**
 * The schemas of a workspace: `Information`, `AllRepositories`, its projects, its repositories.
 *
 *   new SchemaDirectory(client, options, now?)
 *   directory.list(signal, beforeCalls?): Promise<readonly SchemaInfo[]>      those that applications are shown
 *   directory.resolve(name, signal): Promise<SchemaInfo>        any; 3F000 when there is none of that name
 *   directory.known(name): SchemaInfo | null                    as far as the list is kept
 *   directory.repositories(signal, named?): Promise<readonly SchemaInfo[]>   those that AllRepositories is made of
 *   directory.knownRepositories(): readonly SchemaInfo[] | null      as far as the list is kept
 *
 * Listing costs two walks side by side, whose result is kept for a while and shared by all who ask. `Information` is
 * there without a call. A credential that may read repositories but not projects is shown the projects that its
 * repositories name. Where Bitbucket announces more than it shows, names that it does show are resolved all the
 * same; only the list is refused.
 */
import { BitbucketError } from '../bitbucket/bitbucket-error.ts';
import type { CallContext } from '../bitbucket/api-attempt.ts';
import type { BitbucketClient } from '../bitbucket/client.ts';
import { PageWalker } from '../bitbucket/page-walker.ts';
import { IncompleteCollection, readWhole } from '../bitbucket/whole-collection.ts';
import {
  findSchema,
  fixedSchemas,
  informationSchema,
  type ProjectFacts,
  type RepositoryFacts,
  type SchemaInfo,
  schemaNames,
} from '../catalog/schema-name.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { nearNames } from './near-names.ts';
import { SharedLoad } from './shared-load.ts';

export interface SchemaDirectoryOptions {
  /** The workspace's slug; '' when the property is not set: then there is `Information` only. */
  readonly workspace: string;
  /** How long the list is kept, in milliseconds. */
  readonly cacheTtlMs: number;
  /** Names with commas between them; only these are listed, and only their repositories rolled up. '': all. */
  readonly browsableSchemas: string;
}

interface Listing {
  readonly schemas: readonly SchemaInfo[];
  /** Why there may be others; null: there are none. */
  readonly incomplete: IncompleteCollection | null;
}

export class SchemaDirectory {
  readonly #walker: PageWalker;
  readonly #options: SchemaDirectoryOptions;
  readonly #listing: SharedLoad<Listing>;

  constructor(client: BitbucketClient, options: SchemaDirectoryOptions, now: () => number = Date.now) {
    this.#walker = new PageWalker(client);
    this.#options = options;
    this.#listing = new SharedLoad((signal) => this.#load({ signal }), options.cacheTtlMs, now);
  }

  /** `beforeCalls` may throw; it is not called while the list is kept. */
  async list(signal: AbortSignal, beforeCalls?: () => void): Promise<readonly SchemaInfo[]> {
    if (this.#options.workspace === '') return [informationSchema];
    if (this.#listing.peek() === null) beforeCalls?.();
    const { schemas: all, incomplete } = await this.#listing.get(signal);
    if (incomplete !== null) throw incomplete;
    const shown = this.#shown();
    return shown.length === 0 ? all : all.filter((schema) => isAmong(shown, schema));
  }

  #shown(): readonly string[] {
    return this.#options.browsableSchemas
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  }

  /** Where the property names repositories or projects, these and those of these; else all. */
  #rolledUp(schemas: readonly SchemaInfo[]): readonly SchemaInfo[] {
    const shown = this.#shown();
    const named = schemas.filter(
      (schema) => (isRepository(schema) || schema.project !== undefined) && isAmong(shown, schema),
    );
    const projects = new Set(named.flatMap(({ project }) => project?.key ?? []));
    return schemas
      .filter(isRepository)
      .filter(
        (schema) =>
          named.length === 0 || named.includes(schema) || projects.has(schema.repository?.projectKey ?? ''),
      );
  }

  /** Projects or repositories have changed: who asks next reads the list anew. */
  forget(): void {
    this.#listing.forget();
  }

  known(name: string): SchemaInfo | null {
    return findSchema([...fixedSchemas, ...(this.#listing.peek()?.schemas ?? [])], name) ?? null;
  }

  /**
   * Fails where Bitbucket announces more repositories than it shows, since all of them are meant. `named` are slugs that
   * should be among them: a repository may be younger than the list that is kept.
   */
  async repositories(
    signal: AbortSignal,
    named: ReadonlySet<string> = new Set(),
  ): Promise<readonly SchemaInfo[]> {
    const kept = this.#listing.peek()?.schemas.filter(isRepository) ?? null;
    const slugs = new Set(kept?.map(({ repository }) => repository?.slug));
    const isMissing = kept !== null && [...named].some((slug) => !slugs.has(slug));
    const { schemas, incomplete } = await (isMissing
      ? this.#listing.reload(signal)
      : this.#listing.get(signal));
    if (incomplete !== null) throw incomplete;
    return this.#rolledUp(schemas);
  }

  knownRepositories(): readonly SchemaInfo[] | null {
    const kept = this.#listing.peek();
    return kept === null ? null : this.#rolledUp(kept.schemas);
  }

  async resolve(name: string, signal: AbortSignal): Promise<SchemaInfo> {
    const known = this.known(name);
    if (known !== null) return known;
    if (this.#options.workspace === '') {
      throw new DrawbridgeError(SqlState.unknownSchema, `There is no schema "${name}" without a workspace.`, {
        hint: 'Set the property Workspace. SELECT Slug FROM Information.Workspaces lists those that you can reach.',
      });
    }
    // A repository may be younger than the list.
    const { schemas: all, incomplete } = await this.#listing.reload(signal);
    const found = findSchema(all, name);
    if (found !== undefined) return found;
    if (incomplete !== null) throw incomplete;
    const near = namesFor(name, all);
    throw new DrawbridgeError(
      SqlState.unknownSchema,
      `The workspace ${this.#options.workspace} has no project or repository named "${name}".`,
      {
        hint:
          near.length === 0
            ? 'SELECT SchemaName FROM sys_schemas lists them all.'
            : `Did you mean ${near.join(' or ')}?`,
      },
    );
  }

  async #load(call: CallContext): Promise<Listing> {
    const workspace = encodeURIComponent(this.#options.workspace);
    try {
      const [projects, repositories] = await Promise.all([
        this.#all(`/workspaces/${workspace}/projects`, projectFields, call).catch(nullWhenUnreadable),
        this.#all(`/repositories/${workspace}`, repositoryFields, call),
      ]);
      const listed = projects?.members ?? repositories.members.flatMap(({ project }) => project ?? []);
      return {
        schemas: schemaNames(distinctProjects(listed), repositories.members.map(repositoryFacts)),
        incomplete: projects?.incomplete ?? repositories.incomplete,
      };
    } catch (error) {
      if (!(error instanceof BitbucketError) || error.status !== 404) throw error;
      throw new DrawbridgeError(
        SqlState.unknownSchema,
        `There is no workspace "${this.#options.workspace}", or the credential has no access to it.`,
        {
          hint: 'Check the property Workspace; SELECT Slug FROM Information.Workspaces lists those that you can reach.',
          cause: error,
        },
      );
    }
  }

  async #all(path: string, fields: readonly string[], call: CallContext): Promise<ListedObjects> {
    const request = {
      endpoint: path,
      path,
      parameters: [
        ['fields', [...fields.map((field) => `values.${field}`), 'next', 'size', 'page', 'pagelen'].join()],
      ] as const,
      settling: [],
      pageLength: 100,
      numbered: true,
      wanted: null,
    };
    const members: ListedObject[] = [];
    try {
      for await (const page of readWhole(this.#walker, request, keyOf, call)) {
        members.push(...(page.values as readonly ListedObject[]));
      }
      return { members, incomplete: null };
    } catch (error) {
      if (error instanceof IncompleteCollection) return { members, incomplete: error };
      throw error;
    }
  }
}

const isRepository = ({ repository }: SchemaInfo): boolean => repository !== undefined;

/** Those that somebody may have meant: the schema of a project or repository of that name, else what is near. */
function namesFor(name: string, all: readonly SchemaInfo[]): readonly string[] {
  const same = (other: string | undefined): boolean => other?.toLowerCase() === name.toLowerCase();
  const owned = all.filter(({ project, repository }) => same(project?.key) || same(repository?.slug));
  const near = nearNames(
    name,
    all.map((schema) => schema.name),
  );
  return owned.length === 0 ? near : owned.map((schema) => schema.name);
}

const projectFields = ['key', 'name', 'uuid'];
const repositoryFields = ['slug', 'uuid', ...projectFields.map((field) => `project.${field}`)];

interface ListedProject {
  readonly uuid?: string;
  readonly key?: string;
  readonly name?: string;
}

interface ListedObject extends ListedProject {
  readonly slug?: string;
  readonly project?: ListedProject | null;
}

interface ListedObjects {
  readonly members: readonly ListedObject[];
  readonly incomplete: IncompleteCollection | null;
}

/** The scope `project` is one of its own; without it the list answers 403, or 404 as private things do. */
function nullWhenUnreadable(error: unknown): null {
  if (error instanceof BitbucketError && (error.status === 403 || error.status === 404)) return null;
  throw error;
}

function keyOf(member: unknown): string {
  return (member as ListedObject).uuid ?? '';
}

/** Each once; a project that is only half named cannot be reached. */
function distinctProjects(listed: readonly ListedProject[]): readonly ProjectFacts[] {
  const projects = listed.map(({ key = '', name = '', uuid = '' }): ProjectFacts => ({ key, name, uuid }));
  return [
    ...new Map(projects.filter(({ key }) => key !== '').map((project) => [project.key, project])).values(),
  ];
}

function repositoryFacts({ slug = '', uuid = '', project }: ListedObject): RepositoryFacts {
  return { slug, uuid, projectKey: project?.key ?? null };
}

function isAmong(names: readonly string[], schema: SchemaInfo): boolean {
  return names.some((name) => findSchema([schema], name) !== undefined);
}
