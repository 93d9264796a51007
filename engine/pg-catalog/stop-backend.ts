/**
 * `pg_cancel_backend(pid)` and `pg_terminate_backend(pid)`: Knex and pgAdmin cancel by them. All connections of an
 * engine are those of one user, so that each may stop any other.
 */
import { constantCalls } from './constant-calls.ts';

/** False: no connection has that number. */
export type StopBackend = (processId: number, what: 'statement' | 'connection') => boolean;

const functions = { pg_cancel_backend: 'statement', pg_terminate_backend: 'connection' } as const;

export interface StoppedBackends {
  /** What makes the functions answer which of them there were. */
  readonly answers: readonly string[];
  /** The numbers that no connection has. */
  readonly missing: readonly string[];
}

/**
 * Stops what the calls of a statement name, with its parameters in place. Throws 0A000 for arguments that are no
 * constants.
 */
export function stopBackends(
  text: string,
  parameters: readonly (string | null)[],
  stop: StopBackend,
): StoppedBackends {
  const answers: string[] = [];
  const missing: string[] = [];
  const calls = constantCalls(text, Object.keys(functions), parameters);
  for (const [name, what] of Object.entries(functions)) {
    const asked = calls.filter((call) => call.name === name).flatMap(({ arguments: [pid] }) => pid ?? []);
    const found = asked.filter((pid) => stop(Number(pid), what));
    missing.push(...asked.filter((pid) => !found.includes(pid)));
    const answer = `list_contains([${found.map(Number).join(', ')}]::BIGINT[], pid::BIGINT)`;
    const withTime = what === 'connection' ? `, (pid, timeout) AS ${answer}` : '';
    if (calls.some((call) => call.name === name))
      answers.push(`CREATE OR REPLACE TEMP MACRO ${name}(pid) AS ${answer}${withTime}`);
  }
  return { answers, missing };
}
