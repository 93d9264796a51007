/**
 * Holds the sandbox's replies against Bitbucket's own description of its API, where a copy of that is at
 * hand: DRAWBRIDGE_OPENAPI names it, else it is looked for beside the repository. It is not part of the
 * repository, so elsewhere that test is skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { talkedOverCommit } from '../data/commit-comments.ts';
import { busyCommit } from '../data/commit-statuses.ts';
import { faultyCommit } from '../data/reports.ts';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, type Page } from '../testing/call.ts';
import { errors, examples, harbor, seenLive, shownOnly, writes } from '../testing/openapi-cases.ts';
import { routes } from './answer.ts';
import {
  SwaggerValidator,
  type Operation,
  type Schema,
  type SwaggerDocument,
} from '../testing/swagger-validator.ts';

const repositoryRoot = join(import.meta.dirname, '../../..');
const file =
  process.env['DRAWBRIDGE_OPENAPI'] ?? join(repositoryRoot, '..', 'shared', 'bitbucket', 'openapi.json');
const isPresent = existsSync(file);

/** Recorded refusals for missing scopes have an object there. */
const scopesInDetail = '$.error.detail is object, not string';

/** The document says nothing of what is in this list. */
const undescribed = ['/user/emails', '/repositories/{workspace}/{repository}/downloads'];

/** The values of reports are of any type; the document says object. */
const anyValue = /^\$(\.values\[\])?\.data\[\]\.value is (number|boolean), not object$/;

const mostPages = 4;

const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

test('every route has an example', () => {
  const patterns = (method: string) =>
    routes.filter((route) => (route.method ?? 'GET') === method).map(({ pattern }) => pattern);
  expect(Object.keys(examples).sort(byText)).toEqual(patterns('GET').sort(byText));
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const written = writes.filter((write) => write.method === method).map(({ pattern }) => pattern);
    expect([...new Set(written)].sort(byText), method).toEqual(patterns(method).sort(byText));
  }
});

describe.skipIf(!isPresent)(`beside Bitbucket's OpenAPI document${note}`, () => {
  let document: SwaggerDocument;
  let validator: SwaggerValidator;
  beforeAll(() => {
    document = JSON.parse(readFileSync(file, 'utf8')) as SwaggerDocument;
    validator = new SwaggerValidator(document, seenLive);
  });

  test('the replies of all routes have its shapes', async () => {
    const problems: Record<string, readonly string[]> = {};
    for (const [pattern, example] of Object.entries(examples)) {
      let next: string | undefined = await fill(example);
      for (let page = 0; next !== undefined && page < mostPages; page += 1) {
        const { status, body }: { status: number; body: Page } = await call(sandbox, next, person());
        expect([200, 410], pattern).toContain(status);
        const found = validator
          .problems(schemaOf(document, pattern, status), body)
          .filter((problem) => !anyValue.test(problem));
        if (found.length > 0) problems[next] = found;
        next = body.next;
      }
    }
    expect(problems).toEqual({});
  });

  test.each(errors)('the refusal of $address with $status has its shape', async (refusal) => {
    const credentials = {
      nobody: '',
      guest: `Bearer ${sandbox.issueAccessToken(['repository'])}`,
      person: person(),
    };
    const { address, asks = 'person' } = refusal;
    const { status, body } = await call(sandbox, address, credentials[asks]);
    expect(status).toBe(refusal.status);
    const found = validator.problems({ $ref: '#/definitions/error' }, body);
    expect(found.filter((problem) => problem !== scopesInDetail)).toEqual([]);
  });

  test('the refusal of a tracker that was removed has its shape', async () => {
    sandbox.modes.issueTracker = 'removed';
    const { status, body } = await call(sandbox, `${harbor}/issues`);
    sandbox.resetModes();
    expect(status).toBe(410);
    expect(validator.problems({ $ref: '#/definitions/error' }, body)).toEqual([]);
  });

  test('a misspelt or wrongly typed member of any reply would be noticed', async () => {
    const unnoticed: string[] = [];
    for (const [pattern, example] of Object.entries(examples)) {
      if (undescribed.includes(pattern)) continue;
      const { status, body } = await call(sandbox, await fill(example), person());
      const schema = schemaOf(document, pattern, status);
      for (const [change, wrong] of wrongShapes(body)) {
        if (validator.problems(schema, wrong).length === 0) unnoticed.push(`${pattern}: ${change}`);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  // At the end, since nothing undoes it.
  test.each(writes)('$method $address takes and gives its shapes', async (write) => {
    const { method, pattern, address } = write;
    const operation = operationOf(document, pattern, method);
    const wanted = operation?.parameters?.find((parameter) => parameter.in === 'body')?.schema;
    const filled: unknown = JSON.parse(await fill(JSON.stringify(write.body ?? {})));
    if (wanted !== undefined) {
      const type = wanted.$ref?.replace('#/definitions/', '');
      const found = validator.problems(wanted, { type, ...(filled as object) });
      // Replies hold more members than a request needs, and not every object says what it is.
      const wrong = found.filter(
        (problem) => !problem.endsWith(' is missing') && problem !== '$.type is not in the schema',
      );
      expect(wrong).toEqual([]);
    }
    const body = write.body === undefined ? undefined : filled;
    const answer = await call(sandbox, await fill(address), person(), { method, body });
    const statuses = Object.keys(operation?.responses ?? {}).filter((code) => code.startsWith('2'));
    expect(statuses, JSON.stringify(answer.body)).toContain(String(answer.status));
    const schema = operation?.responses[answer.status]?.schema;
    expect(schema === undefined ? [] : validator.problems(schema, answer.body)).toEqual([]);
  });
});

/** The reply with one member of its object, or of the first of its values, misspelt or of another type. */
function wrongShapes(body: Page): readonly (readonly [change: string, body: unknown])[] {
  const object = Array.isArray(body.values) ? body.values[0] : (body as unknown as Record<string, unknown>);
  if (object === undefined) return [];
  const within = (changed: unknown) =>
    object === body.values?.[0] ? { ...body, values: [changed] } : changed;
  return Object.entries(object).flatMap(([name, value]) => {
    const { [name]: _, ...others } = object;
    const misspelt = [`${name}x`, within({ ...others, [`${name}x`]: value })] as const;
    const described = !seenLive.includes(`${String(object['type'])}.${name}`);
    if (!described || value === null || name === 'type') return [misspelt];
    const other = typeof value === 'string' ? 12 : 'text';
    return [misspelt, [`${name} = ${JSON.stringify(other)}`, within({ ...others, [name]: other })] as const];
  });
}

function byText(left: string, right: string): number {
  return left < right ? -1 : 1;
}

/** A person's credentials, since only a person has e-mail addresses. */
function person(): string {
  const { email, token } = sandbox.apiToken;
  return `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
}

/** The document names the parameters of paths otherwise; some replies it does not describe. */
function schemaOf(document: SwaggerDocument, pattern: string, status: number): Schema {
  const shown = shownOnly[pattern];
  if (shown !== undefined) return shown;
  const schema = operationOf(document, pattern, 'GET')?.responses[status]?.schema;
  return (
    schema ?? (status === 200 ? { type: 'object', required: ['values'] } : { $ref: '#/definitions/error' })
  );
}

function operationOf(document: SwaggerDocument, pattern: string, method: string): Operation | undefined {
  const wanted = nameless(pattern);
  const [, item] = Object.entries(document.paths).find(([path]) => nameless(path) === wanted) ?? [];
  return item?.[method.toLowerCase() as keyof typeof item];
}

function nameless(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}');
}

/** Puts what only a reply can tell into an address. */
async function fill(address: string): Promise<string> {
  const { values: members } = (await call(sandbox, '/workspaces/lighthouse/members', person())).body;
  // The first own the workspace.
  const [user = {}, follower = {}] = [members[0], members[4]].map(
    (member) => member?.['user'] as Record<string, unknown>,
  );
  const { values: commits } = (await call(sandbox, `${harbor}/commits`, person())).body;
  const pipeline = await firstOf(`${harbor}/pipelines/`);
  const step = await firstOf(`${harbor}/pipelines/${encodeURIComponent(String(pipeline['uuid']))}/steps/`);
  const running = await firstOf(`${harbor}/pipelines/?status=BUILDING`);
  const schedule = await firstOf(`${harbor}/pipelines_config/schedules`);
  const environment = await firstOf(`${harbor}/environments/`);
  const reported = String(commits[faultyCommit]?.['hash']);
  const talked = String(commits[talkedOverCommit]?.['hash']);
  const built = String(commits[busyCommit]?.['hash']);
  const status = await firstOf(`${harbor}/commit/${built}/statuses`);
  const task = await firstOf(`${harbor}/pullrequests/7/tasks`);
  const comment = await firstOf(`${harbor}/commit/${talked}/comments?q=deleted=false`);
  const filled = address
    .replace('{mergeTask}', address.includes('{mergeTask}') ? await mergeTask() : '')
    .replace('{talked}', talked)
    .replace('{built}', built)
    .replace('{comment}', String(comment['id']))
    .replace('{task}', String(task['id']))
    .replace('{key}', encodeURIComponent(String(status['key'])))
    .replaceAll('{member}', encodeURIComponent(String(user['uuid'])))
    .replace('{follower}', encodeURIComponent(String(follower['uuid'])))
    .replace('{hash}', String(commits[0]?.['hash']))
    .replace('{reported}', reported)
    .replace('{step}', encodeURIComponent(String(step['uuid'])))
    .replace('{schedule}', encodeURIComponent(String(schedule['uuid'])))
    .replace('{running}', encodeURIComponent(String(running['uuid'])))
    .replaceAll('{environment}', encodeURIComponent(String(environment['uuid'])))
    .replace('{uuid}', encodeURIComponent(String(pipeline['uuid'])));
  const asked = /\{(first|last) (\w+) of ([^}]+)\}/.exec(filled);
  if (asked === null) return filled;
  const [whole, which, name = '', list = ''] = asked;
  const { values } = (await call(sandbox, list, person())).body;
  const value = String((which === 'first' ? values[0] : values.at(-1))?.[name]);
  // In a body it stands as it is.
  return filled.replace(whole, address.startsWith('{"') ? value : encodeURIComponent(value));
}

/** The address of a merge that has begun and goes on. */
async function mergeTask(): Promise<string> {
  sandbox.modes.merging = 'task';
  const merge = `${harbor}/pullrequests/1996/merge`;
  const { headers } = await call(sandbox, merge, person(), { method: 'POST', body: {} });
  sandbox.resetModes();
  return headers.get('location') ?? '';
}

async function firstOf(address: string): Promise<Record<string, unknown>> {
  return (await call(sandbox, address, person())).body.values[0] ?? {};
}
