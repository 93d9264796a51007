/** What EXPLAIN prints of a scan of an API table. */
import { predicateText } from '../plan/predicate-text.ts';
import type { ScanExplanation, ScanRequest, SentPart } from '../plan/scan-request.ts';
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
  for (const { name, filter } of table.columns) {
    if (filter?.unnamed !== undefined) names.set(name, filter.unnamed);
  }
  for (const [name, values] of plan.filter.paths) if (values.length === 1) names.set(name, values[0] ?? '');
  const length = plan.countable ? memory.pageLength(plan, countLength(plan)) : paged.pageLength;
  const drivers = request.drivenBy ?? [];
  const sent = [...drivers.map(driverPart), ...parentFilter(plan), ...sentParts(plan, length)];
  return {
    endpoint: `GET ${decodeURIComponent(fillPath(plan.endpoint.path, names))}`,
    sent,
    pushed: sent.map(partText),
    local: [...plan.filter.local, ...localOrder(request, plan), ...localDeleted(plan)],
    estimatedCalls:
      drivers.length > 0 ? null : (estimatedCalls(paged) ?? memory.callsOf(request.target, plan)),
    callsDependOn: drivers.length > 0 ? drivenCalls(paged, drivers) : callsDependOn(paged),
    counts: plan.countable,
  };
}

type Driver = NonNullable<ScanRequest['drivenBy']>[number];

const countLength = ({ pageLength }: ScanPlan): number | null => (pageLength === null ? null : 1);

function partText({ kind, name, value }: SentPart): string {
  switch (kind) {
    case 'driver':
      return `driven by ${name} (${value})`;
    case 'parents':
      return `only for ${name} with ${value}`;
    case 'path':
      return `${name}=${value} (in the path)`;
    case 'count':
      return `count by ${value}`;
    case 'stop':
      return `stop after ${value} rows`;
    default:
      return `${name}=${value}`;
  }
}

function sentParts(plan: ScanPlan, pageLength: number | null): readonly SentPart[] {
  const { filter, countable, limit } = plan;
  const from = (name: string): string => filter.origins.get(name) ?? '';
  return [
    ...[...filter.paths].map(([name, values]): SentPart => ({
      kind: 'path',
      name,
      value: values.join(','),
      from: from(name),
    })),
    ...plan.parameters.map(([name, value]) => parameterPart(plan, name, value)),
    ...(countable
      ? [{ kind: 'count', name: 'size', value: 'size', from: 'only the number of rows is wanted' } as const]
      : []),
    ...(pageLength === null
      ? []
      : [{ kind: 'length', name: 'pagelen', value: String(pageLength), from: lengthReason(plan) } as const]),
    ...(limit === null
      ? []
      : [{ kind: 'stop', name: 'rows', value: String(limit), from: 'no more rows are wanted' } as const]),
  ];
}

function parameterPart({ filter, countable, sort }: ScanPlan, name: string, value: string): SentPart {
  const from = filter.origins.get(name) ?? '';
  if (name === 'q') return { kind: 'filter', name, value, from };
  if (name === 'fields') {
    return countable
      ? { kind: 'fields', name, value: 'size', from: 'only the number of rows is wanted' }
      : { kind: 'fields', name, value, from: 'the columns that the statement reads, and the keys' };
  }
  if (name === 'sort' && sort !== null) {
    return { kind: 'sort', name, value, from: `ORDER BY ${sort.column}${sort.descending ? ' DESC' : ''}` };
  }
  return { kind: 'parameter', name, value, from: from === '' ? 'always sent to this endpoint' : from };
}

function lengthReason({ countable, limit }: ScanPlan): string {
  if (countable) return 'the shortest page, as no row is read';
  return limit === null
    ? 'the longest page that the endpoint and PageSize allow'
    : 'about as many rows as are wanted';
}

function driverPart({ table, condition }: Driver): SentPart {
  return {
    kind: 'driver',
    name: table,
    value: condition,
    from: `only for the rows of ${table} that the statement keeps`,
  };
}

function drivenCalls({ pageLength, table: { parent } }: ScanPlan, drivers: readonly Driver[]): string {
  const length = pageLength === null ? '' : ` of up to ${pageLength} rows`;
  const tables = drivers.map(({ table }) => table).join(' and ');
  const each =
    parent === undefined || drivers.some(({ table }) => table === parent.table)
      ? `row of ${tables} that the statement keeps`
      : `row of ${parent.table} that those of ${tables} name`;
  return `1 for each page${length}, at least 1 for each ${each}`;
}

function parentFilter(plan: ScanPlan): readonly SentPart[] {
  const {
    table: { parent },
    parents,
  } = plan;
  if (parent === undefined || parents === null || collectionCount(plan) !== null) return [];
  const text = predicateText(parents);
  return [{ kind: 'parents', name: parent.table, value: text, from: text }];
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
  const { table, filter, endpoint, pageLength, limit, sort, countable } = plan;
  if (filter.impossible || limit === 0) return 0;
  const parents = collectionCount(plan);
  if (parents === null) return null;
  if (countable || endpoint.paging === 'single') return parents * (endpoint.redirects === true ? 2 : 1);
  if (limit === null || pageLength === null || parents !== 1 || table.unfold !== undefined) return null;
  // One row more shows whether the last wanted one has equals.
  return Math.ceil((sort === null ? limit : limit + 1) / pageLength);
}

function callsDependOn(plan: ScanPlan): string {
  const { table, endpoint, pageLength } = plan;
  const length = pageLength === null ? '' : ` of up to ${pageLength} rows`;
  const more =
    endpoint.redirects === true ? ', and 1 more for each list, which another address leads to' : '';
  const each = `1 for each page${length}${more}`;
  const collections = collectionCount(plan);
  if (table.parent === undefined) {
    return collections === null || collections === 1 ? each : `${each}, at least ${collections}`;
  }
  const named = collections !== null;
  const parents = named ? '' : `those for ${table.parent.table}, then `;
  return `${parents}${each}, at least 1 for each row of ${table.parent.table}${named ? ' that is named' : ''}`;
}

/** How many collections the rows come from; null: as many as there are parents. */
function collectionCount({ table, filter: { paths } }: ScanPlan): number | null {
  return table.columns
    .filter(({ filter }) => filter?.via === 'path')
    .map(({ name, filter }) => {
      const all = table.parent === undefined ? (filter?.values?.length ?? null) : null;
      return paths.get(name)?.length ?? all;
    })
    .reduce<number | null>((all, some) => (all === null || some === null ? null : all * some), 1);
}
