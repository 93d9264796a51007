/** The file of the book. What cannot be read in it counts as not there: everything in it can be found out again. */
import { z } from 'zod';
import type { Note } from './note.ts';

const failure = z.object({
  kind: z.enum(['token expired', 'unreachable', 'access denied', 'scope missing', 'check failed']),
  at: z.string(),
  sqlState: z.string(),
  message: z.string(),
  hint: z.string(),
  path: z.string(),
  scopes: z.array(z.string()),
});

const note = z.object({
  reach: z.string(),
  account: z.string(),
  good: z.object({ since: z.string(), at: z.string() }).nullable(),
  failure: failure.nullable(),
  refused: z.array(failure),
});

const format = 1;
const file = z.object({ format: z.literal(format), dsns: z.record(z.string(), note) });

export function readNotes(bytes: Buffer): Map<string, Note> {
  try {
    return new Map(Object.entries(file.parse(JSON.parse(bytes.toString())).dsns));
  } catch {
    return new Map();
  }
}

export function writeNotes(notes: ReadonlyMap<string, Note>): Buffer {
  const content = { format, dsns: Object.fromEntries(notes) };
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
}
