/**
 * Pipelines: another module of Bitbucket with habits of its own. No `q` and no `fields`, filters are plain
 * parameters, and the list is only there with a slash at the end.
 */
import { pipelineNumber, pipelines } from '../data/pipelines.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, type Reply } from '../http/reply.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { valuesAt } from '../query/values-at.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { servePage } from './serve-page.ts';

const byPath = [
  'creator.uuid',
  'target.ref_type',
  'target.ref_name',
  'target.commit.hash',
  'target.selector.pattern',
  'target.selector.type',
  'created_on',
] as const;

const statusOfResult: Readonly<Record<string, string>> = { SUCCESSFUL: 'PASSED', FAILED: 'FAILED' };

/** The state in the words of the `status` parameter, which are not those of the object. */
function statusOf(pipeline: JsonObject): string {
  const [result] = valuesAt(pipeline, ['state', 'result', 'name']);
  if (typeof result === 'string') return statusOfResult[result] ?? result;
  return 'BUILDING';
}

function isWanted(pipeline: JsonObject, parameters: URLSearchParams): boolean {
  const holds = (name: string, actual: unknown): boolean => {
    const wanted = parameters.getAll(name);
    return wanted.length === 0 || (typeof actual === 'string' && wanted.includes(actual));
  };
  const target = pipeline['target'];
  const branch = isJsonObject(target) && target['ref_type'] === 'branch' ? target['ref_name'] : undefined;
  return (
    byPath.every((name) => holds(name, valuesAt(pipeline, name.split('.'))[0])) &&
    holds('target.branch', branch) &&
    holds('status', statusOf(pipeline)) &&
    holds('trigger_type', triggerType(pipeline))
  );
}

function triggerType(pipeline: JsonObject): unknown {
  const [name] = valuesAt(pipeline, ['trigger', 'name']);
  return name === 'SCHEDULE' ? 'SCHEDULED' : name;
}

function servePipelines(request: RestRequest, repository: Repository): Reply {
  const { searchParams } = request.url;
  const own = [...byPath, 'target.branch', 'status', 'trigger_type'].filter((name) => searchParams.has(name));
  return servePage(
    {
      key: `pipelines ${repository.uuid}`,
      items: pipelines(request.workspace, repository),
      filterable: { 'creator.uuid': 'text', created_on: 'datetime', run_creation_date: 'datetime' },
      sortable: ['creator.uuid', 'created_on', 'run_creation_date'],
      query: 'ignored',
      ...(own.length === 0
        ? {}
        : {
            restriction: {
              key: own.map((name) => [name, ...searchParams.getAll(name)].join('=')).join('&'),
              test: (record) => isWanted(record, searchParams),
            },
          }),
      paging: 'numbers',
      defaultLength: 10,
      longest: 100,
      fields: 'ignored',
    },
    request,
  );
}

export const pipelineRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}/{repository}/pipelines',
    scope: scopes.pipeline,
    trailingSlash: 'required',
    handle: inRepository(servePipelines),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/pipelines/{pipeline}',
    scope: scopes.pipeline,
    handle: inRepository((request, repository) => {
      const { pipeline: wanted = '' } = request.parameters;
      const number = pipelineNumber(request.workspace, repository, wanted);
      if (number !== undefined) return json(pipelines(request.workspace, repository).render(number - 1));
      return failure(404, 'Not found', { detail: `There is no pipeline ${wanted}.` });
    }),
  },
];
