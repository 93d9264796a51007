/**
 * SET and SHOW. The engine's answers are fixed: UTC, UTF-8, ISO dates. A client may say the same, and may set
 * what changes nothing here; asking for something else fails rather than being ignored.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { SettingRow } from '../pg-catalog/reader-connections.ts';
import type { TransactionCommand } from '../sql/statement.ts';
import { knownSettings, onOrOff, type KnownSetting } from './known-settings.ts';
import { SettingValues } from './setting-values.ts';
import { transactionModes, transactionSettings } from './transaction-modes.ts';

const aliases: Readonly<Record<string, string>> = {
  'time zone': 'timezone',
  names: 'client_encoding',
  schema: 'search_path',
  'transaction isolation level': 'transaction_isolation',
  'drawbridge.maxrows': 'drawbridge.max_rows',
};

/** There are no constraints that a transaction could put off. */
const withoutMeaning = /^constraints\b/;

/** How PostgreSQL plans a query is nobody's business here; drivers switch parts of it off. */
const plannerSwitch = /^enable_\w+$/;

/** Applications keep values of their own under a prefix. */
const ownOfApplication = /^(?!drawbridge\.)[a-z_]\w*(\.[a-z_]\w*)+$/;

export class SessionSettings {
  readonly #known: ReadonlyMap<string, KnownSetting>;
  /** What RESET goes back to, for those that were given at the start. */
  readonly #initial = new Map<string, string>();
  readonly #values = new SettingValues(new Set(['drawbridge.max_rows']));
  readonly #defaultSearchPath: readonly string[];

  constructor(searchPath: readonly string[], productVersion = '') {
    this.#defaultSearchPath = searchPath;
    this.#known = knownSettings(productVersion);
  }

  /** The client's own cap of rows, set by the driver for SQL_ATTR_MAX_ROWS; 0: none. */
  get maxRows(): number {
    return Number(this.#value('drawbridge.max_rows') ?? 0);
  }

  /** In milliseconds; 0: none. */
  get statementTimeout(): number {
    return Number(this.#value('statement_timeout') ?? 0);
  }

  /** Of the transaction under way, or of each statement without one. */
  get readOnly(): boolean {
    return this.#value('transaction_read_only') === 'on';
  }

  get searchPath(): readonly string[] {
    const names = schemaNames(this.#value('search_path') ?? '');
    return names.length === 0 ? this.#defaultSearchPath : names;
  }

  /** What clients are told of without asking, by the name that they know. */
  get reported(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#known.values()]
        .filter(({ reported }) => reported)
        .map(({ name, value }) => [name, this.#value(name.toLowerCase()) ?? value]),
    );
  }

  /** Of a client that connects: what RESET goes back to. */
  begin(name: string, value: string): void {
    const key = keyOf(name);
    this.#initial.set(key, this.#checked(key, name, value));
  }

  /** `value` null: DEFAULT. */
  set(name: string, value: string | null, scope: 'session' | 'local' = 'session'): void {
    const key = keyOf(name);
    if (withoutMeaning.test(key)) return;
    if (key === 'transaction' || key === 'session characteristics') return this.#say(key, value ?? '');
    const checked = value === null ? null : this.#checked(key, name, value);
    if (checked === null) this.#checkName(key, name);
    this.#values.set(key, checked, scope);
  }

  show(name: string): string {
    const key = keyOf(name);
    if (key === 'drawbridge.max_rows') return String(this.maxRows);
    if (key === 'search_path') return this.searchPath.map((schema) => `"${schema}"`).join(', ');
    const setting = this.#known.get(key);
    const value = this.#value(key) ?? setting?.value;
    if (value === undefined) throw unknownSetting(name);
    return setting?.show?.(value) ?? value;
  }

  /** The name of a setting as PostgreSQL writes it, which clients look a value up by. */
  nameOf(name: string): string {
    const key = keyOf(name);
    return this.#known.get(key)?.name ?? key;
  }

  /** Every setting by its name: those that are known here, and what applications keep under prefixes of their own. */
  all(): readonly SettingRow[] {
    const known = [...this.#known.values()].map(({ name }) => name);
    const own = this.#values.names.filter((key) => ownOfApplication.test(key));
    return [...known, 'search_path', 'drawbridge.max_rows', ...own]
      .toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
      .map((name) => {
        const setting = this.#known.get(name.toLowerCase());
        const shown = this.show(name);
        const value = setting === undefined ? shown : (this.#value(keyOf(name)) ?? setting.value);
        return { name, value, shown, unit: setting?.unit ?? null };
      });
  }

  /** Back to how the session began. */
  reset(): void {
    this.#values.reset();
  }

  /** `undone`: of COMMIT and ROLLBACK, that nothing of it was committed; then what was SET since goes back, too. */
  transaction(command: TransactionCommand, undone: boolean): void {
    switch (command.verb) {
      case 'BEGIN':
      case 'START TRANSACTION':
        this.#values.begin();
        return this.#say('transaction', command.modes ?? '');
      case 'COMMIT':
      case 'ROLLBACK':
        return this.#values.end({ undone, chain: command.chain });
      case 'SAVEPOINT':
        return this.#values.savepoint(command.savepoint);
      case 'RELEASE':
        return this.#values.release(command.savepoint);
      case 'ROLLBACK TO':
        return this.#values.rollbackTo(command.savepoint);
    }
  }

  #say(what: 'transaction' | 'session characteristics', modes: string): void {
    for (const [key, value] of transactionModes(modes))
      this.set(what === 'transaction' ? key : `default_${key}`, value);
  }

  #value(key: string): string | undefined {
    const value = this.#values.get(key) ?? this.#initial.get(key);
    return value === undefined && transactionSettings.has(key) ? this.#value(`default_${key}`) : value;
  }

  #checked(key: string, name: string, value: string): string {
    if (key === 'drawbridge.max_rows') return rowCount(value);
    this.#checkName(key, name);
    const setting = this.#known.get(key);
    if (setting === undefined) return plannerSwitch.test(key) ? onOrOff(value) : value;
    if (setting.accepts?.(value) === false) {
      const message = `${name} cannot be set to '${value}'; it is always ${setting.value}.`;
      throw new DrawbridgeError(SqlState.featureNotSupported, setting.refusal ?? message);
    }
    return setting.accepts === undefined ? (setting.read?.(value) ?? value) : setting.value;
  }

  #checkName(key: string, name: string): void {
    const isKnown =
      this.#known.has(key) ||
      key === 'search_path' ||
      key === 'drawbridge.max_rows' ||
      plannerSwitch.test(key) ||
      ownOfApplication.test(key);
    if (!isKnown) throw unknownSetting(name);
  }
}

function keyOf(name: string): string {
  const key = name.trim().replace(/\s+/g, ' ').toLowerCase();
  return aliases[key] ?? key;
}

function schemaNames(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim().replace(/^["'](.*)["']$/, '$1'))
    .filter((part) => part !== '' && part !== '$user' && part.toLowerCase() !== 'pg_catalog');
}

function rowCount(text: string): string {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return String(value);
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `drawbridge.max_rows must be a number of rows, not '${text}'.`,
  );
}

function unknownSetting(name: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.undefinedObject, `There is no setting named "${name}".`, {
    hint: 'Connection properties are set in the DSN or the connection string; SELECT * FROM sys_connection_props lists them.',
  });
}
