/**
 * The list of API calls and the quotas, as the window follows them. Changes are told in batches; calls only once
 * somebody has asked for the list, and until the last of those has gone.
 */
import type { CallLog, LoggedCall } from '../../session/call-log.ts';
import type { Quotas } from '../../session/quotas.ts';
import type { StatementHistory, StatementRecord } from '../../session/statement-history.ts';
import type { ApiCall, EventName, EventPayload, Quota, StatementInfo } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';

export interface RequestFeedParts {
  readonly calls: CallLog;
  readonly history: StatementHistory;
  readonly quotas: Quotas;
  readonly emit: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  /** Milliseconds from a call to the batch that tells of it. */
  readonly batch?: number;
  /** Milliseconds after which quotas are told anew, since old calls leave the hour. */
  readonly decay?: number;
}

export interface RequestFeed {
  readonly handlers: Pick<Handlers, 'requests.list' | 'quota.get'>;
  close(): void;
}

export function createRequestFeed(parts: RequestFeedParts): RequestFeed {
  const { calls, history, quotas, emit, batch = 300, decay = 30_000 } = parts;
  let followers = 0;
  let told = 0;
  let timer: NodeJS.Timeout | null = null;
  /** Statements that were told of while they ran, with what was told. */
  const running = new Map<number, string>();

  const quotaList = (): Quota[] => quotas.list().map(quotaInfo);

  /** Whether the last list of quotas had any; the end of the last one has to be told as well. */
  let quotasInUse = false;
  const tellQuotas = (): void => {
    const list = quotaList();
    quotasInUse = list.length > 0;
    emit('quota.changed', { quotas: list });
  };

  const statementsOf = (some: readonly LoggedCall[]): StatementInfo[] => {
    const ids = new Set([...running.keys(), ...some.flatMap(({ statementId }) => statementId ?? [])]);
    return [...ids].flatMap((id) => {
      const record = history.find(id);
      if (record === null) {
        running.delete(id);
        return [];
      }
      const info = statementInfo(record);
      const now = JSON.stringify([info.state, info.rows]);
      const isNews = running.get(id) !== now;
      if (info.state === 'running') running.set(id, now);
      else running.delete(id);
      return isNews ? [info] : [];
    });
  };

  const tell = (): void => {
    timer = null;
    const added = calls.after(told);
    told = added.at(-1)?.id ?? told;
    if (added.length > 0) tellQuotas();
    if (followers === 0) {
      running.clear();
      return;
    }
    const statements = statementsOf(added);
    if (added.length + statements.length > 0) {
      emit('requests.added', { calls: added.map(callInfo), statements });
    }
    // A statement tells nobody how it ends.
    if (running.size > 0) later();
  };
  const later = (): void => {
    timer ??= setTimeout(tell, batch);
    timer.unref();
  };
  const endListening = calls.onAdded(later);
  const decaying = setInterval(() => {
    if (quotasInUse) tellQuotas();
  }, decay);
  decaying.unref();

  return {
    handlers: {
      'requests.list'({ after }, context) {
        followers += 1;
        context.onPeerGone(() => (followers -= 1));
        const list = calls.after(after);
        const ids = new Set(list.flatMap(({ statementId }) => statementId ?? []));
        const records = [...ids].flatMap((id) => history.find(id) ?? []);
        for (const { id, state } of records) if (state === 'running') running.set(id, '');
        if (running.size > 0) later();
        return Promise.resolve({ calls: list.map(callInfo), statements: records.map(statementInfo) });
      },
      'quota.get': () => Promise.resolve({ quotas: quotaList() }),
    },
    close() {
      endListening();
      clearInterval(decaying);
      if (timer !== null) clearTimeout(timer);
    },
  };
}

const iso = (time: number): string => new Date(time).toISOString();
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time));

function callInfo({ startedAt, ...call }: LoggedCall): ApiCall {
  return { ...call, startedAt: iso(startedAt) };
}

function statementInfo({ id, dataSource, statement, startedAt, state, rows, milliseconds }: StatementRecord) {
  return { id, dataSource, sql: statement, startedAt: iso(startedAt), state, rows, milliseconds };
}

function quotaInfo(state: ReturnType<Quotas['list']>[number]): Quota {
  const { id, dataSources, used, budget, overBudgetAllowed, perMinute, said } = state;
  return {
    id,
    dataSources: [...dataSources],
    used,
    budget,
    overBudgetAllowed,
    since: isoOrNull(state.since),
    nextFreeAt: isoOrNull(state.nextFreeAt),
    fitsAgainAt: isoOrNull(state.fitsAgainAt),
    restUntil: isoOrNull(state.restUntil),
    perMinute: [...perMinute],
    said: said === null ? null : saidInfo(said),
  };
}

function saidInfo({
  report: { limit, remaining, nearLimit },
  at,
}: NonNullable<ReturnType<Quotas['list']>[number]['said']>): Quota['said'] {
  return { at: iso(at), limit, remaining, nearLimit };
}
