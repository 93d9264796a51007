/**
 * Tables of the schema `AllRepositories`, read repository by repository.
 *
 *   new RollUpScanSource({ client, options, schemas: directory, findTable })
 *
 * Which repositories there are is known from the list of schemas, which is kept; a filter on RepositorySlug or
 * ProjectKey chooses among them, and only those are asked.
 */
import type { SchemaInfo } from '../catalog/schema-name.ts';
import { baseOf, rollUpColumns } from '../catalog/roll-up.ts';
import { predicateText } from '../plan/predicate-text.ts';
import type {
  CountResult,
  Predicate,
  RowBatch,
  ScanContext,
  ScanExplanation,
  ScanProgress,
  ScanRequest,
  ScanSource,
  SentPart,
} from '../plan/scan-request.ts';
import { type ApiScanParts, ApiScanSource } from './api-scan-source.ts';
import { checkFanOut } from './fan-out-budget.ts';
import { withoutColumns } from './known-values.ts';
import { possibleValues } from './possible-values.ts';
import { withParents } from './roll-up-parents.ts';
import { repositoryScans, RollUpScan, sumOf, withinRepository } from './roll-up-scan.ts';
import type { SchemaDirectory } from './schema-directory.ts';
import { noWorkspace, type SchemaResolver } from './schema-place.ts';
import { stoppable } from './stoppable.ts';

export interface RollUpScanSourceParts extends Omit<ApiScanParts, 'schemas'> {
  readonly schemas: Pick<SchemaDirectory, 'repositories' | 'knownRepositories'>;
}

export class RollUpScanSource implements ScanSource {
  readonly #parts: RollUpScanSourceParts;

  constructor(parts: RollUpScanSourceParts) {
    this.#parts = parts;
  }

  scan(request: ScanRequest, context: ScanContext): AsyncIterable<RowBatch | CountResult> {
    return stoppable(context.signal, (signal) => this.#run(request, context, signal));
  }

  async *#run(
    request: ScanRequest,
    context: ScanContext,
    signal: AbortSignal,
  ): AsyncGenerator<RowBatch | CountResult, void> {
    const { client, options, schemas, findTable } = this.#parts;
    const { name } = request.target.table;
    if (options.workspace === '') throw noWorkspace(name);
    const repositories = await schemas.repositories(signal, namedRepositories(request));
    const parts = { source: this.#within(repositories), concurrency: client.concurrency };
    const scans = repositoryScans(request, repositories);
    // Whoever stops early may not need all of them.
    if (request.limit !== null) {
      yield* new RollUpScan(parts, context, signal).run(request, scans);
      return;
    }
    let promise = checkFanOut(client, scans.length, 'repositories', name);
    const counting = (phase: ScanContext): ScanContext => ({
      ...phase,
      progress: (progress) => {
        promise.made(progress.calls);
        phase.progress(progress);
      },
    });
    const [before, after] = twoPhases(context);
    try {
      const parented = await withParents(scans, findTable, (asked, open) =>
        new RollUpScan(parts, counting(before), signal).run(asked, open),
      );
      const { parents } = parented;
      if (parents !== null) {
        promise.end();
        promise = checkFanOut(
          client,
          parents,
          `rows of ${baseOf(request.target.table)?.parent?.table}`,
          name,
        );
      }
      // The parents of all have been counted together.
      const source = parents === null ? parts.source : this.#within(repositories, { isAffordable: true });
      yield* new RollUpScan({ ...parts, source }, counting(after), signal).run(request, parented.scans);
    } finally {
      promise.end();
    }
  }

  /** Reads single repositories of the list, which may be too old to be kept any longer. */
  #within(repositories: readonly SchemaInfo[], more: Pick<ApiScanParts, 'isAffordable'> = {}): ScanSource {
    const byName = new Map(repositories.map((schema) => [schema.name, schema]));
    const known = (name: string): SchemaInfo | null => byName.get(name) ?? null;
    const schemas: SchemaResolver = {
      known,
      resolve: (name) => {
        const schema = known(name);
        return schema === null
          ? Promise.reject(new Error(`${name} is not among the repositories`))
          : Promise.resolve(schema);
      },
    };
    return new ApiScanSource({ ...this.#parts, schemas, ...more });
  }

  explain(request: ScanRequest): ScanExplanation {
    const repositories = this.#parts.schemas.knownRepositories();
    const scans = repositories === null ? null : repositoryScans(request, repositories);
    const [only, ...others] = scans ?? [];
    const one = only !== undefined && others.length === 0 ? only : null;
    const within = one?.request ?? withinRepository(request, '{repository}', ofRows(request.predicate));
    const inner = this.#within(repositories ?? []).explain(within);
    const chosen = choosing(request.predicate);
    const sent = [...chosen, ...inner.sent];
    const { estimatedCalls } = inner;
    return {
      ...inner,
      sent,
      pushed: [...chosen.map(({ value }) => `only in repositories with ${value}`), ...inner.pushed],
      estimatedCalls: scans === null || estimatedCalls === null ? null : scans.length * estimatedCalls,
      callsDependOn: dependsOn(scans?.length ?? null, inner),
    };
  }
}

function namedRepositories({ predicate }: ScanRequest): ReadonlySet<string> {
  const named = predicate && possibleValues(predicate, 'RepositorySlug', ({ text }) => text);
  return named ?? new Set();
}

/** Two scans one after the other that tell their progress as one. */
function twoPhases(context: ScanContext): readonly [ScanContext, ScanContext] {
  let first: ScanProgress | null = null;
  return [
    {
      ...context,
      progress: (progress) => {
        first = progress;
        context.progress({ ...progress, pages: { done: progress.pages?.done ?? 0, expected: null } });
      },
    },
    {
      ...context,
      // The rows of the parents are none of the result.
      progress: (progress) => {
        context.progress(first === null ? progress : sumOf([{ ...first, rows: 0 }, progress]));
      },
    },
  ];
}

const names: ReadonlySet<string> = new Set(rollUpColumns.map(({ name }) => name));

function ofRows(predicate: Predicate | null): Predicate | null {
  return withoutColumns(predicate, names);
}

function choosing(predicate: Predicate | null): readonly SentPart[] {
  const rows = new Set(columnsOf(predicate).filter((name) => !names.has(name)));
  const chosen = withoutColumns(predicate, rows);
  if (chosen === null) return [];
  const text = predicateText(chosen);
  return [{ kind: 'parents', name: 'Repositories', value: text, from: text }];
}

function columnsOf(predicate: Predicate | null): readonly string[] {
  if (predicate === null) return [];
  return 'terms' in predicate ? predicate.terms.flatMap(columnsOf) : [predicate.column];
}

function dependsOn(count: number | null, { estimatedCalls, callsDependOn = '' }: ScanExplanation): string {
  const each = estimatedCalls === null ? callsDependOn : `${estimatedCalls}`;
  return count === null
    ? `those of reading the list of repositories, then for each of them: ${each}`
    : `for each of ${count} repositories: ${each}`;
}
