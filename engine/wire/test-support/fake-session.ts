/** For tests: sessions whose statements are scripted, with results made of real DuckDB chunks. */
import { EventEmitter, once } from 'node:events';
import { DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { DrawbridgeError, SqlState } from '../../error.ts';
import type {
  ColumnDescription,
  Cursor,
  ExecuteOptions,
  Prepared,
  Session,
  SessionFactory,
  SessionRequest,
  TransactionCommand,
} from '../../session/session.ts';

export interface FakeStatement {
  /** null: returns no rows. */
  readonly columns: readonly ColumnDescription[] | null;
  readonly parameterTypes?: readonly number[];
  /** What the cursor says, where it differs. */
  readonly cursorColumns?: readonly ColumnDescription[];
  readonly commandTag: string;
  readonly deallocates?: { readonly statement: string | null };
  readonly transaction?: TransactionCommand;
  /** A cursor is declared for it, by its name. */
  readonly declares?: { readonly name: string; readonly query: FakeStatement };
  readonly copy?: Prepared['copy'];
  readonly fetches?: { readonly name: string; readonly rows: number };
  chunks?(
    parameters: readonly (string | null)[],
    options: ExecuteOptions,
  ): AsyncGenerator<DuckDBDataChunk> | Generator<DuckDBDataChunk>;
}

export interface FakeCounts {
  readonly requests: SessionRequest[];
  readonly prepared: string[];
  chunks: number;
  openCursors: number;
  openSessions: number;
  openPrepared: number;
}

export interface FakeSessions extends SessionFactory {
  readonly counts: FakeCounts;
}

/** `script` answers each statement's text, or throws what refuses it. */
export function fakeSessions(
  script: (text: string, parameterTypes: readonly number[]) => FakeStatement,
  overrides: Partial<Session> & { refuse?: (request: SessionRequest) => void } = {},
): FakeSessions {
  const counts: FakeCounts = {
    requests: [],
    prepared: [],
    chunks: 0,
    openCursors: 0,
    openSessions: 0,
    openPrepared: 0,
  };
  return {
    counts,
    async open(request) {
      counts.requests.push(request);
      overrides.refuse?.(request);
      counts.openSessions += 1;
      return {
        key: '0123456789abcdef0123456789abcdef',
        notices: [],
        reported: new Map(),
        statementTimeout: 0,
        split: (text) =>
          text
            .split(';')
            .map((part) => part.trim())
            .filter((part) => part !== ''),
        async prepare(text, parameterTypes) {
          counts.prepared.push(text);
          const prepared = fakePrepared(script(text, parameterTypes), parameterTypes, counts);
          counts.openPrepared += 1;
          return prepared;
        },
        explain: () => Promise.resolve([]),
        schemas: () => Promise.resolve([]),
        callsLeft: 1000,
        onRest: () => () => undefined,
        async close() {
          counts.openSessions -= 1;
        },
        ...overrides,
      };
    },
  };
}

function fakePrepared(statement: FakeStatement, given: readonly number[], counts: FakeCounts): Prepared {
  return {
    columns: statement.columns,
    parameterTypes: statement.parameterTypes ?? given,
    ...(statement.deallocates === undefined ? {} : { deallocates: statement.deallocates }),
    ...(statement.transaction === undefined ? {} : { transaction: statement.transaction }),
    ...(statement.copy === undefined ? {} : { copy: statement.copy }),
    ...cursorOf(statement, counts),
    async execute(parameters, options) {
      counts.openCursors += 1;
      return fakeCursor(statement, statement.chunks?.(parameters, options) ?? none(), counts);
    },
    close() {
      counts.openPrepared -= 1;
    },
  };
}

function cursorOf({ declares, fetches }: FakeStatement, counts: FakeCounts): Pick<Prepared, 'cursor'> {
  if (fetches !== undefined) return { cursor: { verb: 'fetch', ...fetches, move: false } };
  if (declares === undefined) return {};
  const query = fakePrepared(declares.query, [], counts);
  return { cursor: { verb: 'declare', name: declares.name, hold: true, binary: false, query } };
}

function fakeCursor(
  statement: FakeStatement,
  chunks: AsyncGenerator<DuckDBDataChunk> | Generator<DuckDBDataChunk>,
  counts: FakeCounts,
): Cursor {
  let open = true;
  return {
    columns: statement.cursorColumns ?? statement.columns ?? [],
    commandTag: statement.commandTag,
    cut: false,
    async next() {
      const step = await chunks.next();
      if (step.done === true) return null;
      counts.chunks += 1;
      return step.value;
    },
    async close() {
      if (open) counts.openCursors -= 1;
      open = false;
    },
  };
}

function* none(): Generator<DuckDBDataChunk> {}

export function chunkOf(
  types: readonly DuckDBType[],
  rows: readonly (readonly DuckDBValue[])[],
): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types, rows.length);
  chunk.setRows(rows);
  return chunk;
}

export function column(name: string, typeOid: number, typeModifier = -1): ColumnDescription {
  return { name, typeOid, typeModifier };
}

/** A statement that returns these rows of integers and texts. */
export function idsAndTitles(rows: readonly (readonly [number, string | null])[]): FakeStatement {
  return {
    columns: [column('id', 23), column('title', 1043, 24)],
    commandTag: `SELECT ${rows.length}`,
    *chunks() {
      if (rows.length > 0) yield chunkOf([INTEGER, VARCHAR], rows);
    },
  };
}

/** Rows without end, 1,024 in each chunk, of about 100 bytes each, and always there at once. */
export function endless(): FakeStatement {
  const text = 'x'.repeat(90);
  const rows = Array.from({ length: 1024 }, (_, index) => [index, text] as const);
  return {
    columns: [column('id', 23), column('title', 25)],
    commandTag: 'SELECT 0',
    async *chunks(_parameters, { signal }) {
      const chunk = chunkOf([INTEGER, VARCHAR], rows);
      while (!signal.aborted) {
        yield chunk;
      }
      throw new DrawbridgeError(SqlState.queryCanceled, 'The statement was cancelled');
    },
  };
}

export interface Held {
  readonly statement: FakeStatement;
  readonly started: Promise<void>;
  readonly aborted: Promise<void>;
}

/**
 * A statement that yields nothing until it is cancelled, and then ends with `account` (null: as if it were complete).
 * A deaf one goes on for ever.
 */
export function holding(
  options: { readonly account?: DrawbridgeError | null; readonly deaf?: boolean } = {},
): Held {
  const {
    account = new DrawbridgeError(SqlState.queryCanceled, 'The statement was cancelled'),
    deaf = false,
  } = options;
  const events = new EventEmitter();
  const statement: FakeStatement = {
    columns: [column('n', 23)],
    commandTag: 'SELECT 0',
    async *chunks(_parameters, { signal }) {
      events.emit('started');
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          events.emit('aborted');
          if (!deaf) resolve();
        });
      });
      if (account !== null) throw account;
      yield* none();
    },
  };
  return { statement, started: heard(events, 'started'), aborted: heard(events, 'aborted') };
}

async function heard(events: EventEmitter, name: string): Promise<void> {
  await once(events, name);
}
