/** What surrounds pipelines: their steps, variables and schedules, environments and deployments. */
import { deployments, environments } from '../data/deployments.ts';
import { pipelineSteps } from '../data/pipeline-steps.ts';
import { pipelineNumber } from '../data/pipelines.ts';
import { pipelineSchedules } from '../data/schedules.ts';
import { environmentVariables, repositoryVariables, workspaceVariables } from '../data/variables.ts';
import { failure } from '../http/reply.ts';
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
