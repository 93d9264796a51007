/** What surrounds pipelines: steps, variables, schedules, runners, caches, environments and deployments. */
import { deployments, environments } from '../data/deployments.ts';
import { caches, knownHosts, pipelineConfig } from '../data/pipeline-settings.ts';
import { pipelineSteps } from '../data/pipeline-steps.ts';
import { pipelineNumber } from '../data/pipelines.ts';
import { repositoryRunners, workspaceRunners } from '../data/runners.ts';
import { pipelineSchedules, scheduleExecutions } from '../data/schedules.ts';
import { environmentVariables, repositoryVariables, workspaceVariables } from '../data/variables.ts';
import { failure, json } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import { inEnvironment } from './find-environment.ts';
import { inRepository } from './find-repository.ts';
import { inPipelinesModule, repositoryList, serveList, workspaceList } from './plain-list.ts';
import type { Route } from './route.ts';

export const pipelineSettingRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}/{repository}/pipelines/{pipeline}/steps',
    scope: scopes.pipeline,
    handle: inRepository((request, repository) => {
      const { pipeline = '' } = request.parameters;
      const number = pipelineNumber(request.workspace, repository, pipeline);
      return number === undefined
        ? failure(404, 'Not found', { detail: `There is no pipeline ${pipeline}.` })
        : serveList(pipelineSteps(request.workspace, repository, number), request, inPipelinesModule);
    }),
  },
  repositoryList('/pipelines_config/variables', scopes.pipeline, repositoryVariables, inPipelinesModule),
  repositoryList('/pipelines_config/schedules', scopes.pipeline, pipelineSchedules, inPipelinesModule),
  {
    pattern: '/repositories/{workspace}/{repository}/pipelines_config/schedules/{schedule}/executions',
    scope: scopes.pipeline,
    handle: inRepository((request, repository) => {
      const { schedule = '' } = request.parameters;
      const items = scheduleExecutions(request.workspace, repository, schedule);
      return items === undefined
        ? failure(404, 'Not found', { detail: `There is no schedule ${schedule}.` })
        : serveList(items, request, inPipelinesModule);
    }),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/pipelines_config',
    scope: scopes.repositoryAdmin,
    handle: inRepository(({ workspace }, repository) =>
      json(pipelineConfig(workspace, repository).render(0)),
    ),
  },
  repositoryList('/pipelines_config/ssh/known_hosts', scopes.pipeline, knownHosts, inPipelinesModule),
  repositoryList('/pipelines-config/caches', scopes.pipeline, caches, inPipelinesModule),
  repositoryList('/pipelines-config/runners', scopes.runner, repositoryRunners, inPipelinesModule),
  workspaceList('/pipelines-config/runners', scopes.runner, workspaceRunners, inPipelinesModule),
  workspaceList('/pipelines-config/variables', scopes.pipeline, workspaceVariables, inPipelinesModule),
  repositoryList('/environments', scopes.pipeline, environments, inPipelinesModule),
  {
    pattern: '/repositories/{workspace}/{repository}/deployments_config/environments/{environment}/variables',
    scope: scopes.pipeline,
    handle: inEnvironment((request, { repository, environment }) =>
      serveList(environmentVariables(request.workspace, repository, environment), request, inPipelinesModule),
    ),
  },
  // Takes `q` and heeds it not, but refuses to sort.
  repositoryList('/deployments', scopes.pipeline, deployments, {
    ...inPipelinesModule,
    trailingSlash: 'required',
  }),
];
