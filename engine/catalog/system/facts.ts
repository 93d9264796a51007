/** What the engine knows of itself and of a connection, in plain values, for the rows of its system tables. */

/** A call to Bitbucket that has ended. */
export interface RequestFact {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly method: string;
  /** Path and query; no credential is in it. */
  readonly target: string;
  /** null: no answer came. */
  readonly status: number | null;
  readonly milliseconds: number;
  readonly bytes: number;
  /** 1 for the first. */
  readonly attempt: number;
  readonly cancelled: boolean;
  readonly problem: string | null;
  readonly purpose: string;
  readonly dataSource: string;
  /** As in `QueryFact`. */
  readonly statementId: number | null;
}

/** The calls of one credential; times in milliseconds since 1970. */
export interface QuotaFact {
  /** Counts up from 1; the same for a credential as long as the engine runs. */
  readonly id: number;
  /** By name. */
  readonly dataSources: readonly string[];
  /** Calls of the last hour. */
  readonly used: number;
  /** The hourly budget of the connection that came last. */
  readonly budget: number;
  readonly overBudgetAllowed: boolean;
  /** When the oldest call of the last hour leaves it; null without calls. */
  readonly nextFreeAt: number | null;
  /** When one more call fits, where none fits now. */
  readonly fitsAgainAt: number | null;
  readonly restUntil: number | null;
  /** Since when calls are counted, where that is less than an hour. */
  readonly since: number | null;
  /** What Bitbucket itself said in the last hour. */
  readonly said: {
    readonly at: number;
    readonly report: {
      readonly limit: number | null;
      readonly remaining: number | null;
      readonly resetSeconds: number | null;
      readonly nearLimit: boolean | null;
      readonly resource: string | null;
    };
  } | null;
}

export interface SqlInfoFact {
  readonly name: string;
  readonly description: string;
  readonly value: string;
}

export interface InformationFact {
  readonly product: string;
  readonly version: string;
  readonly license: string;
  readonly databaseEngine: string;
  readonly runtime: string;
  readonly platform: string;
  /** '' for a connection string without one. */
  readonly dataSource: string;
  readonly workspace: string;
  readonly apiUrl: string;
  readonly authScheme: string;
}

/** What the latest write of a connection has written. */
export interface WrittenFact {
  readonly verb: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly schema: string;
  readonly table: string;
  /** Counts the writes of the connection, from 1. */
  readonly batch: number;
  /** The primary key of each row, in their order. */
  readonly keys: readonly string[];
}
