/** Everything a SELECT needs, around a memory source: a store, a resolver, and a way to read a result whole. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableDef } from '../../catalog/table.ts';
import type { Notice } from '../../error.ts';
import type { TableResolver } from '../../plan/table-resolver.ts';
import type { NormalisedStatement } from '../../sql/statement.ts';
import { openStore, type Store } from '../../store/store.ts';
import { prepareSelect, type PreparedSelect, type SelectEnvironment } from '../select.ts';
import { MemoryScanSource, tableMap } from './memory-scan-source.ts';
import { people, peopleRows, ticketRows, tickets } from './sample-tables.ts';

export interface SelectBench {
  readonly store: Store;
  readonly source: MemoryScanSource;
  readonly environment: SelectEnvironment;
  close(): Promise<void>;
}

const tables: readonly TableDef[] = [tickets, people];

const resolver: TableResolver = {
  tableNames: tables.map(({ name }) => name),
  resolve: ({ catalog, schema, table: name }) => {
    const table = tables.find((known) => known.name.toLowerCase() === name.toLowerCase());
    const here = (catalog ?? 'bitbucket').toLowerCase() === 'bitbucket';
    const known = ['information', 'temp', 'memory', 'bitbucket'].includes(
      (schema ?? 'information').toLowerCase(),
    );
    return Promise.resolve(table && here && known ? { schema: schema ?? 'Information', table } : undefined);
  },
};

export async function openBench(options: { readonly threads?: number } = {}): Promise<SelectBench> {
  const folder = await mkdtemp(join(tmpdir(), 'select-bench-'));
  const store = await openStore({
    temporaryFolder: folder,
    memoryLimit: 512 * 1024 * 1024,
    threads: options.threads ?? 2,
    macros: [],
  });
  const source = new MemoryScanSource(
    tableMap([
      [tickets, ticketRows],
      [people, peopleRows],
    ]),
  );
  const everything = { isAllowedFunction: () => true, isAllowedTableFunction: () => true };
  return {
    store,
    source,
    environment: { store, resolver, source, searchPath: ['Information'], functions: everything },
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As it is, without what the normaliser makes of it. */
export function statementOf(text: string): NormalisedStatement {
  const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
  return {
    text,
    parameterCount: Math.max(0, ...numbers),
    kind: { kind: 'select' },
    names: [],
    originalPosition: (offset) => Array.from(text.slice(0, offset)).length + 1,
  };
}

export interface ReadResult {
  readonly names: readonly string[];
  readonly typeOids: readonly number[];
  readonly rows: readonly (readonly string[])[];
  readonly notices: readonly Notice[];
  readonly commandTag: string;
  readonly cut: boolean;
}

export async function prepare(
  bench: Pick<SelectBench, 'environment'>,
  statement: string | NormalisedStatement,
  parameterTypes: readonly number[] = [],
): Promise<PreparedSelect> {
  const normalised = typeof statement === 'string' ? statementOf(statement) : statement;
  return prepareSelect(bench.environment, normalised, parameterTypes);
}

export async function select(
  bench: Pick<SelectBench, 'environment'>,
  statement: string | NormalisedStatement,
  parameters: readonly (string | null)[] = [],
  options: { readonly maxRows?: number; readonly parameterTypes?: readonly number[] } = {},
): Promise<ReadResult> {
  const prepared = await prepare(bench, statement, options.parameterTypes);
  const notices: Notice[] = [];
  const cursor = await prepared.execute(parameters, {
    signal: new AbortController().signal,
    maxRows: options.maxRows ?? 0,
    onNotice: (notice) => notices.push(notice),
  });
  const rows: string[][] = [];
  for (let chunk = await cursor.next(); chunk !== null; chunk = await cursor.next()) {
    rows.push(...chunk.getRows().map((row) => row.map((value) => (value === null ? 'NULL' : String(value)))));
  }
  await cursor.close();
  return {
    names: cursor.columns.map(({ name }) => name),
    typeOids: cursor.columns.map(({ typeOid }) => typeOid),
    rows,
    notices,
    commandTag: cursor.commandTag,
    cut: cursor.cut,
  };
}
