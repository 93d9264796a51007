/**
 * The values of settings as a transaction has them: LOCAL ones end with it, and a rollback takes back what was SET since
 * it, or the savepoint, began.
 */
import { transactionSettings } from './transaction-modes.ts';

interface Values {
  readonly session: ReadonlyMap<string, string>;
  /** Over those of the session until the transaction ends; null: the default. */
  readonly local: ReadonlyMap<string, string | null>;
  /** What the transaction under way is said to be. */
  readonly modes: ReadonlyMap<string, string>;
}

interface Mark {
  /** null: where the transaction began. */
  readonly savepoint: string | null;
  readonly values: Values;
}

const nothing: Values = { session: new Map(), local: new Map(), modes: new Map() };

export class SettingValues {
  readonly #lasting: ReadonlySet<string>;
  #now = nothing;
  /** Empty without a transaction. */
  #marks: readonly Mark[] = [];

  /** `lasting`: settings of the connection itself, which no rollback takes back. */
  constructor(lasting: ReadonlySet<string>) {
    this.#lasting = lasting;
  }

  get inTransaction(): boolean {
    return this.#marks.length > 0;
  }

  /** Of all that were set. */
  get names(): readonly string[] {
    const { session, local, modes } = this.#now;
    return [...new Set([...session.keys(), ...local.keys(), ...modes.keys()])];
  }

  /** undefined: nothing was set. */
  get(key: string): string | undefined {
    const { session, local, modes } = this.#now;
    const own = modes.get(key) ?? local.get(key);
    return own ?? (local.has(key) ? undefined : session.get(key));
  }

  /** `value` null: the default. LOCAL ones and those of a transaction are dropped where there is none. */
  set(key: string, value: string | null, scope: 'session' | 'local'): void {
    const { session, local, modes } = this.#now;
    if (transactionSettings.has(key)) {
      if (this.inTransaction) this.#now = { ...this.#now, modes: changed(modes, key, value) };
    } else if (scope === 'session') {
      this.#now = { modes, session: changed(session, key, value), local: changed(local, key, null) };
    } else if (this.inTransaction) {
      this.#now = { ...this.#now, local: new Map([...local, [key, value]]) };
    }
  }

  /** Everything is as the session began, but what the transaction is said to be. */
  reset(): void {
    this.#now = { ...nothing, modes: this.#now.modes };
  }

  /** A transaction that is under way goes on. */
  begin(): void {
    if (!this.inTransaction) this.#mark(null);
  }

  savepoint(name: string): void {
    if (this.inTransaction) this.#mark(name);
  }

  release(name: string): void {
    const place = this.#placeOf(name);
    if (place > 0) this.#marks = this.#marks.slice(0, place);
  }

  rollbackTo(name: string): void {
    const place = this.#placeOf(name);
    const mark = this.#marks[place];
    if (place <= 0 || mark === undefined) return;
    this.#marks = this.#marks.slice(0, place + 1);
    this.#goBack(mark.values);
  }

  /** `chain`: the next one begins at once, and is what this one was. */
  end(how: { readonly undone: boolean; readonly chain: boolean }): void {
    const { modes } = this.#now;
    const [start] = this.#marks;
    if (how.undone && start !== undefined) this.#goBack(start.values);
    this.#now = { ...nothing, session: this.#now.session };
    this.#marks = [];
    if (!how.chain) return;
    this.begin();
    this.#now = { ...this.#now, modes };
  }

  #mark(savepoint: string | null): void {
    this.#marks = [...this.#marks, { savepoint, values: this.#now }];
  }

  #placeOf(name: string): number {
    return this.#marks.findLastIndex(({ savepoint }) => savepoint === name);
  }

  #goBack({ session, ...others }: Values): void {
    const lasting = [...this.#now.session].filter(([key]) => this.#lasting.has(key));
    const undone = [...session].filter(([key]) => !this.#lasting.has(key));
    this.#now = { ...others, session: new Map([...undone, ...lasting]) };
  }
}

type Change = <T>(values: ReadonlyMap<string, T>, key: string, value: T | null) => ReadonlyMap<string, T>;

/** `value` null: without it. */
const changed: Change = (values, key, value) => {
  const others = [...values].filter(([name]) => name !== key);
  return new Map(value === null ? others : [...others, [key, value]]);
};
