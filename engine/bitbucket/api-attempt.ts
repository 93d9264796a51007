import type { RateLimitReport } from './rate-limit-report.ts';

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One HTTP request that has ended: what logs and statistics are made from. */
export interface ApiAttempt {
  readonly method: ApiMethod;
  /** Path and query; no credential is ever in it. */
  readonly target: string;
  /** null when there was no answer. */
  readonly status: number | null;
  readonly ms: number;
  /** Length of the body as it was sent. */
  readonly bytes: number;
  /** 1 for the first. */
  readonly attempt: number;
  readonly statementId: string | null;
  /** The statement or its reader had enough and ended the call. */
  readonly cancelled: boolean;
  /** What went wrong, in a sentence; null when the answer was as it should be, or nobody waited for it. */
  readonly problem: string | null;
  /** What the answer said about the quota. */
  readonly rateLimit: RateLimitReport | null;
  /** What the credential may, where the answer says so; absent elsewhere. */
  readonly grantedScopes?: readonly string[];
}

export interface ArrivedPage {
  /** Of the first page of a reading: how many pages there will be, null where nobody knows; else absent. */
  readonly ofPages?: number | null;
}

/** On whose behalf a call is made. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly statementId?: string;
  /** Hears of the attempts of this call alone. */
  readonly onAttempt?: (attempt: ApiAttempt) => void;
  /** Hears of each page of a collection as it arrives. */
  readonly onPage?: (page: ArrivedPage) => void;
}
