/**
 * What a process says when it meets an error that nobody has foreseen. Node would print the error with everything that
 * it holds, such as the headers of a request; only its stack is printed here.
 */
import { writeSync } from 'node:fs';
import { maskSecrets } from '../dsn/mask-secrets.ts';

/** From now on; the process ends with 1, as Node ends it. */
export function speakPlainlyAtTheEnd(): void {
  process.on('uncaughtException', (thrown: unknown) => {
    try {
      writeSync(
        process.stderr.fd,
        `drawbridge: an unexpected error ended this program. ${lastWords(thrown)}\n`,
      );
    } finally {
      process.exit(1);
    }
  });
}

/** Also of what caused it. */
export function lastWords(thrown: unknown): string {
  if (!(thrown instanceof Error)) return maskSecrets(String(thrown));
  const cause = thrown.cause === undefined ? '' : `\ncaused by ${lastWords(thrown.cause)}`;
  return maskSecrets(thrown.stack ?? String(thrown)) + cause;
}
