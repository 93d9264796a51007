import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSchema, schemaNames, type ProjectFacts, type RepositoryFacts } from './schema-name.ts';

const project = (key: string): ProjectFacts => ({ key, name: `Project ${key}`, uuid: `{p-${key}}` });
const repository = (slug: string): RepositoryFacts => ({ slug, uuid: `{r-${slug}}`, projectKey: null });

const names = (projects: readonly string[], repositories: readonly string[]): readonly string[] =>
  schemaNames(projects.map(project), repositories.map(repository)).map(({ name }) => name);

describe('schemas', () => {
  it('are Information, AllRepositories, the projects by key and the repositories by slug', () => {
    expect(names(['WEB'], ['tools', 'site'])).toEqual([
      'Information',
      'AllRepositories',
      'WEB',
      'site',
      'tools',
    ]);
  });

  it('are shared by a project and a repository of one name', () => {
    const schemas = schemaNames([project('API')], [repository('api')]);
    expect(schemas).toHaveLength(3);
    expect(schemas[2]).toMatchObject({
      name: 'API',
      kind: 'repository',
      project: { key: 'API' },
      repository: { slug: 'api' },
    });
  });

  it('get a suffix when their name is reserved', () => {
    expect(names(['MAIN', 'CDATA'], ['information', 'temp', 'allrepositories'])).toEqual([
      'Information',
      'AllRepositories',
      'CDATA_project',
      'MAIN_project',
      'allrepositories_repo',
      'information_repo',
      'temp_repo',
    ]);
  });

  it('keep their own name when a suffix would lead to it', () => {
    const schemas = schemaNames([], [repository('temp'), repository('temp_repo')]);
    expect(findSchema(schemas, 'temp_repo')?.repository?.slug).toBe('temp_repo');
    expect(findSchema(schemas, 'temp_repo_repo')?.repository?.slug).toBe('temp');
  });

  it('answer to underscores in place of dots', () => {
    const schemas = schemaNames([], [repository('my.web.site')]);
    expect(findSchema(schemas, 'MY_WEB_SITE')?.repository?.slug).toBe('my.web.site');
    expect(findSchema(schemas, 'my.web.site')?.repository?.slug).toBe('my.web.site');
  });

  it('do not answer to underscores that another schema could mean', () => {
    const taken = schemaNames([], [repository('my.site'), repository('my_site')]);
    expect(findSchema(taken, 'my_site')?.repository?.slug).toBe('my_site');
    const ambiguous = schemaNames([], [repository('a.b_c'), repository('a_b.c')]);
    expect(findSchema(ambiguous, 'a_b_c')).toBeUndefined();
    const reserved = schemaNames([], [repository('pg.catalog')]);
    expect(findSchema(reserved, 'pg_catalog')).toBeUndefined();
  });
});

describe('for any workspace', () => {
  const part = fc.constantFrom(
    'main',
    'temp',
    'Information',
    'pg',
    'catalog',
    'a',
    'b',
    'repo',
    'project',
    'api',
  );
  const label = fc
    .tuple(part, fc.array(fc.tuple(fc.constantFrom('_', '.', '-'), part), { maxLength: 2 }))
    .map(([first, rest]) => first + rest.map(([glue, next]) => glue + next).join(''));
  const distinct = fc.uniqueArray(label, { selector: (name) => name.toLowerCase(), maxLength: 12 });

  it('each name and alias means one schema, and each owner has exactly one', () => {
    fc.assert(
      fc.property(distinct, distinct, (keys, slugs) => {
        const projects = keys.map((key) => project(key.toUpperCase()));
        const repositories = slugs.map(repository);
        const schemas = schemaNames(projects, repositories);
        const all = schemas
          .flatMap(({ name, aliases }) => [name, ...aliases])
          .map((name) => name.toLowerCase());
        expect(new Set(all).size).toBe(all.length);
        expect(
          schemas
            .flatMap((schema) => schema.project ?? [])
            .map(({ key }) => key)
            .sort(),
        ).toEqual(projects.map(({ key }) => key).sort());
        expect(
          schemas
            .flatMap((schema) => schema.repository ?? [])
            .map(({ slug }) => slug)
            .sort(),
        ).toEqual(slugs.toSorted());
        for (const word of ['main', 'temp', 'pg_catalog']) expect(all).not.toContain(word);
      }),
    );
  });

  it('names do not depend on the order in which they were listed', () => {
    fc.assert(
      fc.property(distinct, distinct, (keys, slugs) => {
        const projects = keys.map(project);
        const repositories = slugs.map(repository);
        expect(schemaNames(projects.toReversed(), repositories.toReversed())).toEqual(
          schemaNames(projects, repositories),
        );
      }),
    );
  });
});
