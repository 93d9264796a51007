/**
 * The engine's book of how its data sources fare. It is kept in memory and, small, in a file that every engine of
 * the user shares, so that what failed at night is known in the morning. A book that cannot be written is no reason
 * to fail: it is then known until the engine ends.
 */
import { readFileSync } from 'node:fs';
import { readIfThere, updateAtomically } from '../../dsn/atomic-file.ts';
import { dsnIdentity } from '../../dsn/dsn-identity.ts';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import { emptyNote, type Note, type NotedFailure } from './note.ts';
import { readNotes, writeNotes } from './note-file.ts';

export interface HealthBookOptions {
  readonly file: string;
  /** Something that a window would show has changed. */
  readonly changed: () => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** How much older the time of the last answer in the file may be than the true one. */
const staleMilliseconds = 600_000;
const keptRefusals = 10;

type Change = (note: Note) => Note;

export class HealthBook {
  readonly #file: string;
  readonly #changed: () => void;
  readonly #now: () => number;
  #notes: Map<string, Note>;
  /** Changed here and not yet in the file; null: taken out. */
  readonly #unsaved = new Map<string, Note | null>();
  #version = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor({ file, changed, now = Date.now }: HealthBookOptions) {
    this.#file = file;
    this.#changed = changed;
    this.#now = now;
    this.#notes = readNotes(bytesOf(file));
  }

  now(): string {
    return new Date(this.#now()).toISOString();
  }

  /** What all engines have found out, or null. */
  async note(dsn: DsnKey): Promise<Note | null> {
    return (await this.notes())(dsn);
  }

  /** The same for many data sources: the file is read once. */
  async notes(): Promise<(dsn: DsnKey) => Note | null> {
    for (;;) {
      const version = this.#version;
      // Taken before the file is read: what is saved meanwhile may be missing in what was read.
      const unsaved = new Map(this.#unsaved);
      const bytes = await readIfThere(this.#file).catch(() => null);
      if (version !== this.#version) continue;
      const notes = merged(bytes ?? Buffer.alloc(0), unsaved);
      this.#notes = notes;
      return (dsn) => notes.get(dsnIdentity(dsn)) ?? null;
    }
  }

  /** Bitbucket has answered. `path`: what, so that an earlier refusal of it is over; null: a whole test passed. */
  answered(dsn: DsnKey, reach: string, path: string | null): void {
    const at = this.now();
    this.#change(dsn, reach, (note) => {
      const refused = note.refused.filter((one) => path !== null && one.path !== path);
      const isNews =
        path === null || note.failure !== null || note.good === null || refused.length < note.refused.length;
      if (!isNews && Date.parse(at) - Date.parse(note.good?.at ?? at) < staleMilliseconds) return note;
      const since = note.failure === null && note.good !== null ? note.good.since : at;
      return { ...note, good: { since, at }, failure: null, refused };
    });
  }

  failed(dsn: DsnKey, reach: string, failure: NotedFailure): void {
    this.#change(dsn, reach, (note) => {
      if (failure.kind !== 'scope missing' && failure.kind !== 'access denied') return { ...note, failure };
      const others = note.refused.filter(({ path }) => path !== failure.path);
      return { ...note, refused: [failure, ...others].slice(0, keptRefusals) };
    });
  }

  account(dsn: DsnKey, reach: string, account: string): void {
    this.#change(dsn, reach, (note) => (note.account === account ? note : { ...note, account }));
  }

  /** A sign-in has brought new tokens. Scopes that were refused before may still be missing. */
  renewed(dsn: DsnKey, reach: string): void {
    const at = this.now();
    this.#change(dsn, reach, (note) => ({
      ...note,
      good: { since: at, at },
      failure: null,
      refused: note.refused.filter(({ kind }) => kind === 'scope missing'),
    }));
  }

  /** What is known was found out with a credential that has gone. */
  forget(dsn: DsnKey): void {
    if (!this.#notes.delete(dsnIdentity(dsn))) return;
    this.#unsaved.set(dsnIdentity(dsn), null);
    this.#save();
  }

  rename(from: DsnKey, to: DsnKey): void {
    const note = this.#notes.get(dsnIdentity(from));
    if (note === undefined || dsnIdentity(from) === dsnIdentity(to)) return;
    this.forget(from);
    this.#put(dsnIdentity(to), note);
  }

  /** Resolves when the file holds what is known. */
  async close(): Promise<void> {
    await this.#writing;
  }

  #change(dsn: DsnKey, reach: string, change: Change): void {
    const key = dsnIdentity(dsn);
    const kept = this.#notes.get(key);
    const before = kept?.reach === reach ? kept : emptyNote(reach);
    const after = change(before);
    if (after !== before) this.#put(key, after);
  }

  #put(key: string, note: Note): void {
    this.#notes.set(key, note);
    this.#unsaved.set(key, note);
    this.#save();
  }

  #save(): void {
    this.#version += 1;
    this.#changed();
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
  }

  async #write(): Promise<void> {
    const saved = new Map(this.#unsaved);
    if (saved.size === 0) return;
    await updateAtomically(this.#file, (bytes) => writeNotes(merged(bytes, saved)), { mode: 0o600 });
    for (const [key, note] of saved) if (this.#unsaved.get(key) === note) this.#unsaved.delete(key);
  }
}

function merged(bytes: Buffer, changes: ReadonlyMap<string, Note | null>): Map<string, Note> {
  const all = readNotes(bytes);
  for (const [key, note] of changes) {
    if (note === null) all.delete(key);
    else all.set(key, note);
  }
  return all;
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
