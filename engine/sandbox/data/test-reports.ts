/** What the tests of a step reported. Only the first step of a run has tests, and only once it has ended. */
import { type JsonObject, textAt } from '../json.ts';
import { choose, pick, uuid } from './mix.ts';
import { pipelineSteps } from './pipeline-steps.ts';
import type { Repository, Workspace } from './workspace.ts';

const names = ['lifts a crate', 'weighs größe "XL"', 'refuses to sink'];
const others = ['FAILED', 'ERROR', 'SKIPPED'];

function testCase(repository: Repository, step: JsonObject, number: number, index: number): JsonObject {
  const { seed } = repository;
  // The last test of a run that failed is the one that failed it.
  const passed = textAt(step, 'state', 'result', 'name') === 'SUCCESSFUL' || index > 0;
  const status = passed ? 'PASSED' : pick(others, seed, number, 371);
  const packageName = 'harbor.piers';
  const name = names[index % names.length] ?? '';
  return {
    type: 'pipeline_test_case',
    uuid: uuid(seed, 90_000 + number * 8 + index),
    name,
    fully_qualified_name: `${packageName}.CraneTest.${name}`,
    package_name: packageName,
    status,
    duration: `PT0.${1 + choose(900, seed, number * 8 + index, 372)}S`,
    ...(status === 'FAILED' || status === 'ERROR'
      ? { reason: { message: 'expected 3 but was 4', stack_trace: 'at CraneTest (crane.test.ts:17)' } }
      : {}),
  };
}

/** Undefined where the step reported none, or is not there. */
export function testCases(
  workspace: Workspace,
  repository: Repository,
  number: number,
  step: string,
): readonly JsonObject[] | undefined {
  const [first] = pipelineSteps(workspace, repository, number);
  if (first === undefined || first['uuid'] !== step) return undefined;
  if (textAt(first, 'state', 'name') !== 'COMPLETED') return undefined;
  const count = 1 + choose(names.length, repository.seed, number, 370);
  return Array.from({ length: count }, (_, index) => testCase(repository, first, number, index));
}

export function testReport(step: string, cases: readonly JsonObject[]): JsonObject {
  const count = (wanted: string): number => cases.filter(({ status }) => status === wanted).length;
  return {
    type: 'pipeline_test_report',
    step_uuid: step,
    number_of_test_cases: cases.length,
    number_of_successful_test_cases: count('PASSED'),
    number_of_failed_test_cases: count('FAILED'),
    number_of_error_test_cases: count('ERROR'),
    number_of_skipped_test_cases: count('SKIPPED'),
  };
}
