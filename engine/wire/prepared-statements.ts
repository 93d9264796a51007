/**
 * The prepared statements and portals of one connection, by name; the empty name is the unnamed one, which the next
 * of its kind replaces. A statement lives on until its last portal is closed.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Prepared } from '../session/session.ts';
import { Portal } from './portal.ts';
import type { PortalSource } from './portal.ts';

/** Against clients that never close what they prepare. */
const mostStatements = 10_000;
/** Each open portal may hold a result. */
const mostPortals = 200;

interface Entry {
  readonly prepared: Prepared;
  readonly portals: Set<Portal>;
  dropped: boolean;
}

interface OpenPortal {
  readonly portal: Portal;
  readonly entry: Entry;
  /** It outlives its transaction. */
  readonly held: boolean;
}

export class PreparedStatements {
  readonly #statements = new Map<string, Entry>();
  readonly #portals = new Map<string, OpenPortal>();

  /** Before anything is prepared under the name: throws 42P05 when it is taken, frees the unnamed one. */
  makeRoom(name: string): void {
    if (name === '') this.#drop('');
    else if (this.#statements.has(name)) {
      throw new DrawbridgeError(
        SqlState.duplicateStatement,
        `The prepared statement "${name}" exists already`,
      );
    } else if (this.#statements.size >= mostStatements) {
      throw new DrawbridgeError(
        SqlState.limitExceeded,
        `A connection keeps ${mostStatements} prepared statements`,
        {
          hint: 'Close those that are not needed any more.',
        },
      );
    }
  }

  add(name: string, prepared: Prepared): void {
    this.#statements.set(name, { prepared, portals: new Set(), dropped: false });
  }

  get(name: string): Prepared {
    return this.#entry(name).prepared;
  }

  async openPortal(name: string, statement: string, source: Omit<PortalSource, 'prepared'>): Promise<void> {
    const entry = this.#entry(statement);
    if (name === '') await this.closePortal('');
    this.#open(name, { ...source, prepared: entry.prepared }, entry, false);
  }

  /** A portal that a client names in SQL; its statement ends with it. */
  declareCursor(name: string, source: PortalSource, held: boolean): void {
    this.#open(name, source, { prepared: source.prepared, portals: new Set(), dropped: true }, held);
  }

  #open(name: string, source: PortalSource, entry: Entry, held: boolean): void {
    if (this.#portals.has(name)) {
      throw new DrawbridgeError(SqlState.duplicateCursor, `The portal "${name}" exists already`);
    }
    if (this.#portals.size >= mostPortals) {
      throw new DrawbridgeError(SqlState.limitExceeded, `A connection keeps ${mostPortals} portals open`, {
        hint: 'Close those that are not needed any more.',
      });
    }
    const portal = new Portal(source);
    entry.portals.add(portal);
    this.#portals.set(name, { portal, entry, held });
  }

  portal(name: string): Portal {
    const found = this.#portals.get(name);
    if (found !== undefined) return found.portal;
    throw new DrawbridgeError(SqlState.invalidCursorName, `The portal "${name}" does not exist`);
  }

  /** Closes a statement and, as the protocol wants it, the portals made from it. No error if there is none. */
  async closeStatement(name: string): Promise<void> {
    const entry = this.#statements.get(name);
    if (entry === undefined) return;
    for (const [portalName, open] of this.#portals)
      if (open.entry === entry) await this.closePortal(portalName);
    this.#drop(name);
  }

  async closePortal(name: string): Promise<void> {
    const found = this.#portals.get(name);
    if (found === undefined) return;
    this.#portals.delete(name);
    await found.portal.close();
    found.entry.portals.delete(found.portal);
    freeIfUnused(found.entry);
  }

  /** Those of the transaction that has ended, or all. */
  async closePortals(which: 'transaction' | 'all'): Promise<void> {
    for (const [name, { held }] of this.#portals) if (which === 'all' || !held) await this.closePortal(name);
  }

  /** As in PostgreSQL, a simple query ends what is unnamed. */
  async dropUnnamed(): Promise<void> {
    this.#drop('');
    await this.closePortal('');
  }

  /** null: every statement. Portals go on. Throws 26000 when there is no such statement. */
  deallocate(name: string | null): void {
    if (name !== null) this.#entry(name);
    for (const key of name === null ? [...this.#statements.keys()] : [name]) this.#drop(key);
  }

  async closeAll(): Promise<void> {
    await this.closePortals('all');
    this.deallocate(null);
  }

  #entry(name: string): Entry {
    const entry = this.#statements.get(name);
    if (entry !== undefined) return entry;
    const what =
      name === ''
        ? 'There is no unnamed prepared statement'
        : `The prepared statement "${name}" does not exist`;
    throw new DrawbridgeError(SqlState.invalidStatementName, what);
  }

  #drop(name: string): void {
    const entry = this.#statements.get(name);
    if (entry === undefined) return;
    this.#statements.delete(name);
    entry.dropped = true;
    freeIfUnused(entry);
  }
}

function freeIfUnused(entry: Entry): void {
  if (entry.dropped && entry.portals.size === 0) entry.prepared.close();
}
