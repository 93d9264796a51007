/**
 * Statements of the preview and of `drawbridge query`. Each open query owns a session; what its caller leaves open
 * ends with the caller. Rows are pulled: nothing is read from Bitbucket that nobody fetches.
 */
import { randomUUID } from 'node:crypto';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { DrawbridgeError, SqlState, type Notice } from '../../error.ts';
import type { Cursor, Prepared, Session, SessionFactory } from '../../session/session.ts';
import { cellText } from '../../wire/value-text.ts';
import type { AdminNotice, ResultColumn } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';
import { queryPlan } from './query-plan.ts';
import { progressTeller, type ProgressTeller } from './query-progress.ts';
import { typeName } from './type-name.ts';

interface OpenQuery {
  readonly session: Session;
  readonly prepared: Prepared;
  readonly cursor: Cursor;
  readonly abort: AbortController;
  readonly notices: Notice[];
  readonly startedAt: number;
  readonly statementId: number | undefined;
  readonly progress: ProgressTeller;
  readonly stopResting: () => void;
  /** Rows that were read and not handed out yet. */
  pending: Row[];
  /** One fetch at a time; a further one waits. */
  turn: Promise<unknown>;
}

type Row = (string | null)[];

export type QueryHandlers = Pick<
  Handlers,
  'query.open' | 'query.fetch' | 'query.cancel' | 'query.close' | 'query.plan'
>;

export interface Queries {
  readonly handlers: QueryHandlers;
  /** Statements that are open now. */
  readonly running: number;
}

export function createQueries(sessions: SessionFactory): Queries {
  const open = new Map<string, OpenQuery>();

  const openSession = (dsn: string): Promise<Session> =>
    sessions.open({
      database: dsn,
      user: '',
      sibling: null,
      applicationName: 'Drawbridge administrator',
      client: 'admin',
    });

  async function close(id: string): Promise<void> {
    const query = open.get(id);
    if (query === undefined) return;
    open.delete(id);
    query.progress.stop();
    query.stopResting();
    query.abort.abort();
    try {
      await query.cursor.close();
    } finally {
      query.prepared.close();
      await query.session.close();
    }
  }

  function find(id: string): OpenQuery {
    const query = open.get(id);
    if (query !== undefined) return query;
    throw new DrawbridgeError(SqlState.invalidCursorName, 'This query is closed.', { hint: 'Run it again.' });
  }

  const handlers: QueryHandlers = {
    async 'query.open'({ dsn, sql, limit, progressId }, context) {
      const session = await openSession(dsn);
      const id = randomUUID();
      const progress = progressTeller((latest) =>
        context.tell('query.progress', { id: progressId ?? id, ...latest, callsLeft: session.callsLeft }),
      );
      const query = await start(session, { sql, limit, progress, signal: context.signal }).catch(
        async (error: unknown) => {
          progress.stop();
          await session.close();
          throw error;
        },
      );
      open.set(id, query);
      context.onPeerGone(() => void close(id).catch(() => undefined));
      if (context.signal.aborted) {
        // The caller has left meanwhile, and nobody would close it.
        await close(id);
        throw new DrawbridgeError(SqlState.queryCanceled, 'The query was cancelled.');
      }
      const { statementId } = query;
      return {
        id,
        columns: query.cursor.columns.map(resultColumn),
        ...(statementId === undefined ? {} : { statementId }),
      };
    },

    'query.fetch'({ id, rows }) {
      const query = find(id);
      const page = query.turn.then(() => fetch(find(id), rows));
      query.turn = page.catch(() => undefined);
      return page;
    },

    'query.cancel'({ id }) {
      open.get(id)?.abort.abort();
      return Promise.resolve({});
    },

    async 'query.close'({ id }) {
      await close(id);
      return {};
    },

    async 'query.plan'({ dsn, sql, limit }) {
      const session = await openSession(dsn);
      try {
        const scans = await session.explain(onlyStatement(session, sql), limit);
        return { scans: scans.map(queryPlan) };
      } finally {
        await session.close();
      }
    },
  };
  return {
    handlers,
    get running() {
      return open.size;
    },
  };
}

function onlyStatement(session: Session, sql: string): string {
  const [statement, ...more] = session.split(sql);
  if (more.length === 0) return statement ?? '';
  throw new DrawbridgeError(SqlState.syntaxError, 'There is more than one statement.', {
    hint: 'Run them one at a time.',
  });
}

interface StartOptions {
  readonly sql: string;
  readonly limit: number;
  readonly progress: ProgressTeller;
  readonly signal: AbortSignal;
}

async function start(session: Session, { sql, limit, progress, signal }: StartOptions): Promise<OpenQuery> {
  const statement = onlyStatement(session, sql);
  const startedAt = performance.now();
  const abort = new AbortController();
  if (signal.aborted) abort.abort();
  signal.addEventListener('abort', () => abort.abort(), { once: true });
  const notices: Notice[] = [...session.notices];
  let statementId: number | undefined;
  const prepared = await session.prepare(statement, []);
  const stopResting = session.onRest((rest) => {
    if (rest.statementId === null || rest.statementId === String(statementId)) progress.rest(rest.until);
  });
  try {
    const cursor = await prepared.execute([], {
      signal: abort.signal,
      maxRows: limit,
      limitedBy: {
        name: 'the row limit of this query',
        hint: 'Raise that limit to see more.',
      },
      onNotice: (notice) => void notices.push(notice),
      onProgress: (now) => progress.tell(now),
      onStatement: (id) => (statementId = id),
    });
    return {
      session,
      prepared,
      cursor,
      abort,
      notices,
      startedAt,
      statementId,
      progress,
      stopResting,
      pending: [],
      turn: Promise.resolve(),
    };
  } catch (error) {
    stopResting();
    prepared.close();
    throw error;
  }
}

async function fetch(query: OpenQuery, count: number) {
  let done = false;
  while (query.pending.length === 0 && !done) {
    const chunk = await query.cursor.next();
    if (chunk === null) done = true;
    else query.pending.push(...rowsOf(chunk));
  }
  const rows = query.pending.splice(0, pageLength(query.pending, count));
  return {
    rows,
    done,
    cut: query.cursor.cut,
    commandTag: done ? query.cursor.commandTag : '',
    notices: query.notices.splice(0).map(plainNotice),
    statistics: {
      ...query.progress.statistics,
      milliseconds: Math.round(performance.now() - query.startedAt),
    },
  };
}

/** So that rows with very long values travel in messages that the window can take. */
const mostCharacters = 4_000_000;

/** As many rows as are asked for, but fewer where they are long; at least one where there is one. */
function pageLength(rows: readonly Row[], count: number): number {
  let characters = 0;
  const end = rows.findIndex((row) => {
    characters += row.reduce((sum, value) => sum + (value?.length ?? 0), 0);
    return characters > mostCharacters;
  });
  return end === -1 ? count : Math.min(count, Math.max(1, end));
}

function rowsOf(chunk: DuckDBDataChunk): Row[] {
  const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
  return Array.from({ length: chunk.rowCount }, (_, row) => vectors.map((vector) => cellText(vector, row)));
}

function resultColumn({ name, typeOid }: Cursor['columns'][number]): ResultColumn {
  const type = typeName(typeOid);
  return { name, type: type.name, align: type.numeric ? 'right' : 'left' };
}

const plainNotice = ({ sqlState, message, hint }: Notice): AdminNotice => ({
  sqlState,
  message,
  ...(hint === undefined ? {} : { hint }),
});
