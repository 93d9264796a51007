/**
 * The `sys_*` tables, whose rows the engine makes itself. Only the list of schemas may cost calls, and it is
 * asked for when a table names schemas and the filter admits others than `Information` and `AllRepositories`.
 */
import { fixedSchemas, type SchemaInfo } from '../catalog/schema-name.ts';
import { schemaName, type SystemFacts, type SystemTable } from '../catalog/system/system-table.ts';
import type {
  RowBatch,
  ScanContext,
  ScanExplanation,
  ScanRequest,
  ScanSource,
} from '../plan/scan-request.ts';
import type { SchemaDirectory } from './schema-directory.ts';
import { possibleValues } from './possible-values.ts';

export interface SystemScanParts {
  readonly tables: readonly SystemTable[];
  readonly schemas: Pick<SchemaDirectory, 'list'>;
  /** Everything but the schemas is known beforehand. */
  readonly facts: (schemas: readonly SchemaInfo[]) => SystemFacts;
}

export class SystemScanSource implements ScanSource {
  readonly #parts: SystemScanParts;

  constructor(parts: SystemScanParts) {
    this.#parts = parts;
  }

  async *scan(request: ScanRequest, context: ScanContext): AsyncGenerator<RowBatch, void> {
    const { table: definition } = request.target;
    const table = this.#parts.tables.find((candidate) => candidate.definition === definition);
    if (table === undefined) throw new Error(`${definition.name} is no system table`);
    const listed = needsList(request)
      ? await this.#parts.schemas.list(context.signal, () => context.beforeCalls?.())
      : fixedSchemas;
    const named = schemasOf(request);
    const schemas = named === null ? listed : listed.filter(({ name }) => named.has(name));
    const rows = table.rows(this.#parts.facts(schemas));
    const places = request.columns.map((name) =>
      definition.columns.findIndex((column) => column.name === name),
    );
    context.progress({ calls: 0, rows: rows.length, bytes: 0 });
    yield { rowCount: rows.length, values: places.map((place) => rows.map((row) => row[place] ?? null)) };
  }

  explain(request: ScanRequest): ScanExplanation {
    const listed = needsList(request);
    const { predicate } = request;
    return {
      endpoint: listed
        ? 'the engine itself, with the list of projects and repositories'
        : 'the engine itself',
      sent: [],
      pushed: [],
      local: predicate === null ? [] : [{ what: 'every filter', why: "the rows are in the engine's memory" }],
      estimatedCalls: listed ? null : 0,
      ...(listed ? { callsDependOn: 'those of reading that list, none while it is kept' } : {}),
    };
  }
}

function needsList(request: ScanRequest): boolean {
  if (!isAboutSchemas(request)) return false;
  const names = schemasOf(request);
  return names === null || [...names].some((name) => fixedSchemas.every((fixed) => fixed.name !== name));
}

/** Of other tables a column of that name is a value like any. */
function isAboutSchemas({ target }: ScanRequest): boolean {
  return target.table.columns.includes(schemaName);
}

/** The only schemas whose rows can pass the filter; null: any. */
function schemasOf(request: ScanRequest): ReadonlySet<string> | null {
  const { predicate } = request;
  if (predicate === null || !isAboutSchemas(request)) return null;
  return possibleValues(predicate, schemaName.name, ({ kind, text }) => (kind === 'text' ? text : null));
}
