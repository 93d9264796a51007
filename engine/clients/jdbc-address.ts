/** Where PostgreSQL's JDBC driver finds a data source. */
import type { ClientFacts } from './client.ts';
import { databaseName } from './connection-text.ts';
import { tcpAddress } from './notes.ts';

export function jdbcAddress(facts: ClientFacts): string {
  return `jdbc:postgresql://${tcpAddress(facts)}/${encodeURIComponent(databaseName(facts))}`;
}
