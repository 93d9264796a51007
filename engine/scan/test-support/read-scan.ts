/** Reading scans in tests. */
import type { CellValue, TableDef } from '../../catalog/table.ts';
import type { Notice } from '../../error.ts';
import type { ScanContext, ScanProgress, ScanRequest, ScanSource } from '../../plan/scan-request.ts';

export interface ReadResult {
  readonly rows: readonly Readonly<Record<string, CellValue>>[];
  /** Rows of each batch. */
  readonly batches: readonly number[];
  /** Set when the source counted instead. */
  readonly count: number | null;
  readonly notices: readonly Notice[];
  readonly progress: ScanProgress | null;
}

export function requestFor(schema: string, table: TableDef, more: Partial<ScanRequest> = {}): ScanRequest {
  return {
    target: { schema, table },
    columns: table.columns.map(({ name }) => name),
    predicate: null,
    order: null,
    limit: null,
    countOnly: false,
    ...more,
  };
}

export function contextFor(signal: AbortSignal = new AbortController().signal): ScanContext & {
  readonly notices: Notice[];
  last: ScanProgress | null;
} {
  const notices: Notice[] = [];
  return {
    signal,
    notices,
    last: null,
    notice: (notice) => {
      notices.push(notice);
    },
    progress(progress) {
      this.last = progress;
    },
  };
}

export async function readScan(source: ScanSource, request: ScanRequest): Promise<ReadResult> {
  const context = contextFor();
  const rows: Record<string, CellValue>[] = [];
  const batches: number[] = [];
  let count: number | null = null;
  for await (const piece of source.scan(request, context)) {
    if ('count' in piece) {
      count = piece.count;
      continue;
    }
    batches.push(piece.rowCount);
    for (let row = 0; row < piece.rowCount; row += 1) {
      rows.push(
        Object.fromEntries(request.columns.map((name, index) => [name, piece.values[index]?.[row] ?? null])),
      );
    }
  }
  return { rows, batches, count, notices: context.notices, progress: context.last };
}
