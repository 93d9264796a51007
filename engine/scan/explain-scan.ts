/** What EXPLAIN prints of a scan of an API table. */
import type { ScanExplanation, ScanRequest } from '../plan/scan-request.ts';
import { fillPath } from './endpoint-path.ts';
import type { ScanOptions } from './scan-options.ts';
import { planScan, type ScanPlan } from './scan-plan.ts';

export function explainScan(request: ScanRequest, options: ScanOptions): ScanExplanation {
  const plan = planScan(request, options);
  const { schema } = request.target;
  const names = new Map([
    ['repository', schema],
    ['project', schema],
  ]);
  if (options.workspace !== '') names.set('workspace', options.workspace);
  for (const [name, values] of plan.filter.paths) if (values.length === 1) names.set(name, values[0] ?? '');
  return {
    endpoint: `GET ${decodeURIComponent(fillPath(plan.endpoint.path, names))}`,
    pushed: pushed(plan),
    local: [...plan.filter.local, ...localOrder(request, plan), ...localDeleted(plan)],
    estimatedCalls: estimatedCalls(plan),
  };
}

function pushed(plan: ScanPlan): readonly string[] {
  const { filter, parameters, pageLength, countable, limit } = plan;
  return [
    ...[...filter.paths].map(([name, values]) => `${name}=${values.join(',')} (in the path)`),
    ...parameters.map(([name, value]) => `${name}=${value}`),
    ...(countable ? ['count by size'] : []),
    ...(pageLength === null ? [] : [`pagelen=${countable ? 1 : pageLength}`]),
    ...(limit === null ? [] : [`stop after ${limit} rows`]),
  ];
}

function localOrder(request: ScanRequest, plan: ScanPlan): ScanExplanation['local'] {
  const { order, limit } = request;
  if (limit === null || plan.limit !== null) return [];
  const what = order === null ? `LIMIT ${limit}` : `ORDER BY ${order.column} LIMIT ${limit}`;
  const why = plan.filter.exact ? `Bitbucket cannot sort by ${order?.column}` : 'some filter stays local';
  return [{ what, why }];
}

function localDeleted(plan: ScanPlan): ScanExplanation['local'] {
  return plan.deleted === null
    ? []
    : [{ what: `${plan.deleted.name} = false`, why: 'IncludeDeleted is off; null counts as not deleted' }];
}

function estimatedCalls({ filter, table, endpoint, pageLength, limit, countable }: ScanPlan): number | null {
  if (filter.impossible || limit === 0) return 0;
  const parents = parentCount(table.parent?.columns, filter.paths);
  if (parents === null) return null;
  if (countable || endpoint.paging === 'single') return parents;
  return limit === null || pageLength === null || parents !== 1 ? null : Math.ceil(limit / pageLength);
}

function parentCount(
  columns: Readonly<Record<string, string>> | undefined,
  paths: ReadonlyMap<string, readonly string[]>,
): number | null {
  return Object.keys(columns ?? {})
    .map((name) => paths.get(name)?.length ?? null)
    .reduce((all, some) => (all === null || some === null ? null : all * some), 1 as number | null);
}
