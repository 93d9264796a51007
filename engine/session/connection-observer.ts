/**
 * How the connections of a data source fare: what Bitbucket answered, and what made a statement fail. Whoever keeps
 * book of it is handed in from above.
 */
import type { ApiAttempt } from '../bitbucket/api-attempt.ts';
import { parseDatabase } from '../dsn/connection-string.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import type { DrawbridgeError } from '../error.ts';
import type { ResolvedConnection } from './connect.ts';
import type { StatementObserver } from './observed-statement.ts';
import { overridesReach } from './reach.ts';

/** Called once a connection; what it returns hears of each call and each failure. */
export type ConnectionObserver = (dsn: DsnKey, properties: ConnectionProperties) => ConnectionEvents;

export interface ConnectionEvents {
  /** Bitbucket has answered a call with what was asked for; `path` is without its query. */
  answered(path: string): void;
  /** A statement failed, for whatever reason. */
  failed(error: DrawbridgeError): void;
}

/** The observer's ear at one connection. */
export interface ConnectionFollower {
  readonly call: (attempt: ApiAttempt) => void;
  readonly failed: (error: DrawbridgeError) => void;
}

/** Null where the connection says nothing of a data source: it names none, or goes elsewhere or as somebody else. */
export function followerOf(
  observer: ConnectionObserver,
  { dsn, properties }: ResolvedConnection,
  database: string,
): ConnectionFollower | null {
  if (dsn === null || overridesReach(parseDatabase(database))) return null;
  const events = observer(dsn, properties);
  return {
    call({ status, target }) {
      if (status === 200) events.answered(target.split('?', 1)[0] ?? target);
    },
    failed: (error) => events.failed(error),
  };
}

/** `entry` as before; a failure is told to the follower as well. */
export function followedBy({ failed }: ConnectionFollower, entry: StatementObserver): StatementObserver {
  return {
    ...entry,
    end(outcome) {
      if (outcome.kind === 'failed') failed(outcome.error);
      entry.end(outcome);
    },
  };
}
