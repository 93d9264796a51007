/** What EXPLAIN prints of a scan of an API table. */
import { predicateText } from '../plan/predicate-text.ts';
import type { ScanExplanation, ScanRequest } from '../plan/scan-request.ts';
import type { ApiScanParts } from './api-scan-source.ts';
import { fillPath } from './endpoint-path.ts';
import type { ScanMemory } from './scan-memory.ts';
import { planScan, type ScanPlan } from './scan-plan.ts';

/** `memory` makes it the plan that a scan would follow now, and knows the calls of scans that were made before. */
export function explainScan(
  request: ScanRequest,
  { options, schemas }: Pick<ApiScanParts, 'options' | 'schemas'>,
  memory: Pick<ScanMemory, 'sortable' | 'pageLength' | 'callsOf'>,
): ScanExplanation {
  const plan = planScan(memory.sortable(request), options);
  const paged = { ...plan, pageLength: memory.pageLength(plan, plan.pageLength) };
  const { schema, table } = request.target;
  // While the list of schemas isn't there, the name stands for what it most likely means.
  const { repository, project } = (table.scope === 'workspace' ? null : schemas.known(schema)) ?? {};
  const names = new Map([
    ['repository', repository?.slug ?? schema],
    ['project', project?.key ?? schema],
  ]);
  if (options.workspace !== '') names.set('workspace', options.workspace);
  for (const [name, values] of plan.filter.paths) if (values.length === 1) names.set(name, values[0] ?? '');
  return {
    endpoint: `GET ${decodeURIComponent(fillPath(plan.endpoint.path, names))}`,
    pushed: [
      ...parentFilter(plan),
      ...pushed(plan, plan.countable ? memory.pageLength(plan, countLength(plan)) : paged.pageLength),
    ],
    local: [...plan.filter.local, ...localOrder(request, plan), ...localDeleted(plan)],
    estimatedCalls: estimatedCalls(paged) ?? memory.callsOf(request.target, plan),
    callsDependOn: callsDependOn(paged),
    counts: plan.countable,
  };
}

const countLength = ({ pageLength }: ScanPlan): number | null => (pageLength === null ? null : 1);

function pushed(plan: ScanPlan, pageLength: number | null): readonly string[] {
  const { filter, parameters, countable, limit } = plan;
  return [
    ...[...filter.paths].map(([name, values]) => `${name}=${values.join(',')} (in the path)`),
    ...parameters.map(([name, value]) => `${name}=${countable && name === 'fields' ? 'size' : value}`),
    ...(countable ? ['count by size'] : []),
    ...(pageLength === null ? [] : [`pagelen=${pageLength}`]),
    ...(limit === null ? [] : [`stop after ${limit} rows`]),
  ];
}

function parentFilter({ table, filter, parents }: ScanPlan): readonly string[] {
  const { parent } = table;
  if (parent === undefined || parents === null || parentCount(parent.columns, filter.paths) !== null)
    return [];
  return [`only for ${parent.table} with ${predicateText(parents)}`];
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

function estimatedCalls(plan: ScanPlan): number | null {
  const { filter, table, endpoint, pageLength, limit, sort, countable } = plan;
  if (filter.impossible || limit === 0) return 0;
  const parents = parentCount(table.parent?.columns, filter.paths);
  if (parents === null) return null;
  if (countable || endpoint.paging === 'single') return parents;
  if (limit === null || pageLength === null || parents !== 1) return null;
  // One row more shows whether the last wanted one has equals.
  return Math.ceil((sort === null ? limit : limit + 1) / pageLength);
}

function callsDependOn({ filter, table, pageLength }: ScanPlan): string {
  const length = pageLength === null ? '' : ` of up to ${pageLength} rows`;
  const each = `1 for each page${length}`;
  if (table.parent === undefined) return each;
  const named = parentCount(table.parent.columns, filter.paths) !== null;
  const parents = named ? '' : `those for ${table.parent.table}, then `;
  return `${parents}${each}, at least 1 for each row of ${table.parent.table}${named ? ' that is named' : ''}`;
}

function parentCount(
  columns: Readonly<Record<string, string>> | undefined,
  paths: ReadonlyMap<string, readonly string[]>,
): number | null {
  return Object.keys(columns ?? {})
    .map((name) => paths.get(name)?.length ?? null)
    .reduce((all, some) => (all === null || some === null ? null : all * some), 1 as number | null);
}
