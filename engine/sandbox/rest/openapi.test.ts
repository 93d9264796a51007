/**
 * Holds the sandbox's replies against Bitbucket's own description of its API, where a copy of that is at
 * hand: DRAWBRIDGE_OPENAPI names it, else it is looked for beside the repository. It is not part of the
 * repository, so elsewhere that test is skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, type Page } from '../testing/call.ts';
import { routes } from './answer.ts';
import { SwaggerValidator, type Schema, type SwaggerDocument } from '../testing/swagger-validator.ts';

const repositoryRoot = join(import.meta.dirname, '../../..');
const file =
  process.env['DRAWBRIDGE_OPENAPI'] ?? join(repositoryRoot, '..', 'shared', 'bitbucket', 'openapi.json');
const isPresent = existsSync(file);

/** Where recorded replies and the schemas differ: the last two names of the place. */
const seenLive: readonly string[] = [
  // Members that only the replies have.
  'summary.type',
  'content.type',
  'commit.type',
  'commit.links',
  'merge_commit.type',
  'merge_commit.links',
  'links.self',
  'links.hooks',
  'links.branches',
  'links.tags',
  'links.source',
  'links.statuses',
  'links.request-changes',
  'links.repositories',
  // Members that only the schemas have, and require.
  'parent.type',
  'links.type',
  'self.type',
  'steps.type',
];

const harbor = '/repositories/lighthouse/harbor-app';

/** An address for each route, by its pattern; lists are followed over several pages. */
const examples: Readonly<Record<string, string>> = {
  '/user': '/user',
  '/user/emails': '/user/emails',
  '/users/{user}': '/users/{member}',
  '/workspaces': '/workspaces',
  '/repositories': '/repositories',
  '/user/permissions/workspaces': '/user/permissions/workspaces',
  '/user/permissions/repositories': '/user/permissions/repositories',
  '/user/workspaces': '/user/workspaces',
  '/workspaces/{workspace}': '/workspaces/lighthouse',
  '/workspaces/{workspace}/members': '/workspaces/lighthouse/members',
  '/workspaces/{workspace}/projects': '/workspaces/lighthouse/projects',
  '/workspaces/{workspace}/projects/{project}': '/workspaces/lighthouse/projects/OPS',
  '/repositories/{workspace}': '/repositories/lighthouse',
  '/repositories/{workspace}/{repository}': '/repositories/lighthouse/beacon',
  '/repositories/{workspace}/{repository}/refs': `${harbor}/refs?pagelen=100`,
  '/repositories/{workspace}/{repository}/refs/branches': `${harbor}/refs/branches?pagelen=100`,
  '/repositories/{workspace}/{repository}/refs/branches/{name}': `${harbor}/refs/branches/develop`,
  '/repositories/{workspace}/{repository}/refs/tags': `${harbor}/refs/tags?pagelen=100`,
  '/repositories/{workspace}/{repository}/refs/tags/{name}': `${harbor}/refs/tags/v0.1.2`,
  '/repositories/{workspace}/{repository}/commits': `${harbor}/commits?pagelen=100`,
  '/repositories/{workspace}/{repository}/commits/{revision}': `${harbor}/commits/main`,
  '/repositories/{workspace}/{repository}/commit/{commit}': `${harbor}/commit/{hash}`,
  '/repositories/{workspace}/{repository}/pullrequests': `${harbor}/pullrequests?state=all&pagelen=50&fields=*,values.*`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}': `${harbor}/pullrequests/1999`,
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/comments': `${harbor}/pullrequests/7/comments?pagelen=100`,
  '/repositories/{workspace}/{repository}/pipelines': `${harbor}/pipelines/?pagelen=100`,
  '/repositories/{workspace}/{repository}/pipelines/{pipeline}': `${harbor}/pipelines/{uuid}`,
  '/repositories/{workspace}/{repository}/issues': `${harbor}/issues?pagelen=100`,
  '/repositories/{workspace}/{repository}/issues/{issue}': `${harbor}/issues/17`,
};

const errors: readonly (readonly [string, number])[] = [
  ['/repositories/lighthouse/nowhere', 404],
  [`${harbor}/pullrequests?pagelen=51`, 400],
  [`${harbor}/commits/gone`, 404],
  ['/nothing', 404],
];

const mostPages = 4;

const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

test('every route has an example', () => {
  expect(Object.keys(examples).sort(byText)).toEqual(routes.map((route) => route.pattern).sort(byText));
});

test.skipIf(!isPresent)(`the replies of all routes fit Bitbucket's OpenAPI document${note}`, async () => {
  const document = JSON.parse(readFileSync(file, 'utf8')) as SwaggerDocument;
  const validator = new SwaggerValidator(document, seenLive);
  const problems: Record<string, readonly string[]> = {};
  for (const [pattern, example] of Object.entries(examples)) {
    let next: string | undefined = await fill(example);
    for (let page = 0; next !== undefined && page < mostPages; page += 1) {
      const { status, body }: { status: number; body: Page } = await call(sandbox, next, authorization());
      expect([200, 410], pattern).toContain(status);
      const found = validator.problems(schemaOf(document, pattern, status), body);
      if (found.length > 0) problems[next] = found;
      next = body.next;
    }
  }
  for (const [address, expected] of errors) {
    const { status, body } = await call(sandbox, address, authorization());
    expect(status, address).toBe(expected);
    const found = validator.problems({ $ref: '#/definitions/error' }, body);
    if (found.length > 0) problems[address] = found;
  }
  expect(problems).toEqual({});
});

function byText(left: string, right: string): number {
  return left < right ? -1 : 1;
}

/** A person's credentials, since only a person has e-mail addresses. */
function authorization(): string {
  const { email, token } = sandbox.apiToken;
  return `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
}

/** The document names the parameters of paths otherwise; some replies it does not describe. */
function schemaOf(document: SwaggerDocument, pattern: string, status: number): Schema {
  const wanted = nameless(pattern);
  const [, item] = Object.entries(document.paths).find(([path]) => nameless(path) === wanted) ?? [];
  const schema = item?.get?.responses[status]?.schema;
  return (
    schema ?? (status === 200 ? { type: 'object', required: ['values'] } : { $ref: '#/definitions/error' })
  );
}

function nameless(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}');
}

/** Puts what only a reply can tell into an address. */
async function fill(address: string): Promise<string> {
  const user = (await firstOf('/workspaces/lighthouse/members'))['user'] as Record<string, unknown>;
  const commit = await firstOf(`${harbor}/commits`);
  const pipeline = await firstOf(`${harbor}/pipelines/`);
  return address
    .replace('{member}', encodeURIComponent(String(user['uuid'])))
    .replace('{hash}', String(commit['hash']))
    .replace('{uuid}', encodeURIComponent(String(pipeline['uuid'])));
}

async function firstOf(address: string): Promise<Record<string, unknown>> {
  return (await call(sandbox, address, authorization())).body.values[0] ?? {};
}
