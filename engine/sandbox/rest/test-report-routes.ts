import { pipelineNumber } from '../data/pipelines.ts';
import { testCases, testReport } from '../data/test-reports.ts';
import { failure, json, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { inPipelinesModule, serveList } from './plain-list.ts';
import type { RestRequest, Route } from './route.ts';

const pattern = '/repositories/{workspace}/{repository}/pipelines/{pipeline}/steps/{step}/test_reports';

function withCases(
  serve: (step: string, cases: readonly JsonObject[], request: RestRequest) => Reply,
): Route['handle'] {
  return inRepository((request, repository) => {
    const { pipeline = '', step = '' } = request.parameters;
    const number = pipelineNumber(request.workspace, repository, pipeline);
    const cases = number === undefined ? undefined : testCases(request.workspace, repository, number, step);
    return cases === undefined
      ? failure(404, 'Not found', { detail: `There is no test report of step ${step}.` })
      : serve(step, cases, request);
  });
}

export const testReportRoutes: readonly Route[] = [
  { pattern, scope: scopes.pipeline, handle: withCases((step, cases) => json(testReport(step, cases))) },
  {
    pattern: `${pattern}/test_cases`,
    scope: scopes.pipeline,
    handle: withCases((_, cases, request) => serveList(cases, request, inPipelinesModule)),
  },
];
