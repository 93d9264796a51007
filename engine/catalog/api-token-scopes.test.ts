import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiTokenScopes } from './api-token-scopes.ts';
import { neededScopes } from './needed-scopes.ts';

const besideRepository = join(import.meta.dirname, '../../../shared/bitbucket/openapi.json');
const file = process.env['DRAWBRIDGE_OPENAPI'] ?? besideRepository;
const isPresent = existsSync(file);
const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

interface Description {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { 'x-atlassian-oauth2-scopes'?: readonly { scopes: readonly string[] }[] }>>
    >
  >;
}

const withoutNames = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');

function described(): ReadonlyMap<string, readonly string[]> {
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Description;
  return new Map(
    Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, operation]) => {
        const scopes = operation['x-atlassian-oauth2-scopes']?.flatMap((one) => one.scopes);
        const call = `${method.toUpperCase()} ${withoutNames(path)}`;
        return scopes === undefined ? [] : [[call, scopes.toSorted()] as const];
      }),
    ),
  );
}

describe('the scopes of API tokens', () => {
  it.each([
    ['GET', '/repositories/{workspace}/{repository}/refs/branches', ['repository'], ['read:repository']],
    [
      'POST',
      '/repositories/{workspace}/{repository}/refs/branches',
      ['repository:write'],
      ['read:repository', 'write:repository'],
    ],
    ['GET', '/repositories/{workspace}/{repository}/deploy-keys', ['repository:admin'], ['admin:repository']],
    ['DELETE', '/workspaces/{workspace}/hooks/{UUID}', ['webhook'], ['delete:webhook']],
    ['GET', '/hook_events/{SubjectType}', [], []],
  ] as const)('of %s %s', (method, path, oauth, expected) => {
    expect(apiTokenScopes(method, path, oauth)).toEqual(expected.map((one) => `${one}:bitbucket`));
  });

  it.skipIf(!isPresent)(`are those of Bitbucket's own description for every call of the model${note}`, () => {
    const operations = described();
    const compared = neededScopes.flatMap(({ calls }) =>
      calls.flatMap(({ method, path, apiToken }) => {
        const call = `${method} ${withoutNames(path)}`;
        const wanted = operations.get(call);
        return wanted === undefined ? [] : [{ call, told: apiToken.toSorted(), wanted }];
      }),
    );
    expect(compared.length).toBeGreaterThan(150);
    expect(compared.filter(({ told, wanted }) => told.join() !== wanted.join())).toEqual([]);
  });
});
