/** Where PostgreSQL's JDBC driver finds a data source. */
import type { ClientFacts } from './client.ts';
import { tcpAddress } from './notes.ts';

export function jdbcAddress(facts: ClientFacts): string {
  return `jdbc:postgresql://${tcpAddress(facts)}/${encodeURIComponent(facts.dsn.name)}`;
}
