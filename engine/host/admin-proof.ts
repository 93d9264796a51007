/**
 * Who may speak over a pipe of Windows, which lies in no folder: both sides show that they have read the password in
 * endpoint.json, and neither says it. So a program that has taken the name of an engine that is gone learns nothing.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const questionHeader = 'drawbridge-question';
const proofHeader = 'drawbridge-proof';

type Side = 'client' | 'engine';

export interface Question {
  /** What the client sends with its request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the answer comes from an engine that knows the password. */
  isAnswered(headers: IncomingHttpHeaders): boolean;
}

export function askEngine(password: string): Question {
  const question = randomBytes(24).toString('hex');
  return {
    headers: { [questionHeader]: question, [proofHeader]: proof('client', password, question) },
    isAnswered: (headers) => holds(headers[proofHeader], proof('engine', password, question)),
  };
}

/** The engine's line for the head of its answer; null for a client that does not know the password. */
export function answerClient(headers: IncomingHttpHeaders, password: string): string | null {
  const question = headers[questionHeader];
  if (typeof question !== 'string' || !/^[0-9a-f]{48}$/.test(question)) return null;
  if (!holds(headers[proofHeader], proof('client', password, question))) return null;
  return `${proofHeader}: ${proof('engine', password, question)}`;
}

function proof(side: Side, password: string, question: string): string {
  return createHmac('sha256', password).update(`${side} ${question}`).digest('hex');
}

function holds(given: string | readonly string[] | undefined, wanted: string): boolean {
  return (
    typeof given === 'string' &&
    given.length === wanted.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
  );
}
