/**
 * SET and SHOW. The engine's answers are fixed: UTC, UTF-8, ISO dates. A client may say the same, and may set
 * what changes nothing here; asking for something else fails rather than being ignored.
 */
import { DrawbridgeError, SqlState } from '../error.ts';

interface Setting {
  readonly value: string;
  /** Values that mean the same; absent: any value is taken and remembered. */
  readonly accepts?: (value: string) => boolean;
  readonly refusal?: string;
}

const oneOf =
  (...values: string[]) =>
  (value: string): boolean =>
    values.includes(value.toLowerCase());

const initialSettings: Readonly<Record<string, Setting>> = {
  application_name: { value: '' },
  bytea_output: { value: 'hex', accepts: oneOf('hex') },
  client_encoding: { value: 'UTF8', accepts: oneOf('utf8', 'utf-8', 'unicode') },
  client_min_messages: { value: 'notice' },
  datestyle: { value: 'ISO, MDY', accepts: (value) => /^iso\b/i.test(value) },
  default_transaction_isolation: { value: 'read committed' },
  default_transaction_read_only: { value: 'off' },
  extra_float_digits: { value: '1' },
  idle_in_transaction_session_timeout: { value: '0' },
  integer_datetimes: { value: 'on', accepts: oneOf('on') },
  intervalstyle: { value: 'postgres' },
  lc_messages: { value: 'C' },
  lock_timeout: { value: '0' },
  max_identifier_length: { value: '63', accepts: oneOf('63') },
  max_index_keys: { value: '32', accepts: oneOf('32') },
  server_encoding: { value: 'UTF8', accepts: oneOf('utf8') },
  server_version: { value: '15.0', accepts: oneOf('15.0') },
  session_authorization: { value: 'default' },
  standard_conforming_strings: { value: 'on', accepts: oneOf('on', 'true', '1') },
  statement_timeout: { value: '0' },
  synchronous_commit: { value: 'on' },
  timezone: {
    value: 'UTC',
    accepts: oneOf('utc', 'gmt', 'etc/utc', 'z', '0', '+00', '+00:00', 'utc+0'),
    refusal: 'Timestamps are in UTC everywhere in Drawbridge; another time zone cannot be set.',
  },
  transaction_isolation: { value: 'read committed' },
  transaction_read_only: { value: 'off' },
};

const aliases: Readonly<Record<string, string>> = {
  'time zone': 'timezone',
  names: 'client_encoding',
  'transaction isolation level': 'transaction_isolation',
  'drawbridge.maxrows': 'drawbridge.max_rows',
};

/** `SET SESSION CHARACTERISTICS …` and `SET TRANSACTION …` say something of transactions, which there are none of. */
const withoutMeaning = /^(session characteristics|transaction|constraints)\b/;

export class SessionSettings {
  readonly #values = new Map(Object.entries(initialSettings).map(([name, setting]) => [name, setting.value]));
  readonly #defaultSearchPath: readonly string[];
  #searchPath: readonly string[];
  #maxRows = 0;

  constructor(searchPath: readonly string[]) {
    this.#defaultSearchPath = searchPath;
    this.#searchPath = searchPath;
  }

  /** The client's own cap of rows, set by the driver for SQL_ATTR_MAX_ROWS; 0: none. */
  get maxRows(): number {
    return this.#maxRows;
  }

  get searchPath(): readonly string[] {
    return this.#searchPath;
  }

  /** `value` null: DEFAULT. */
  set(name: string, value: string | null): void {
    const key = this.#key(name);
    if (withoutMeaning.test(key)) return;
    if (key === 'drawbridge.max_rows') this.#maxRows = rowCount(value ?? '0');
    else if (key === 'search_path' || key === 'schema') this.#setSearchPath(value);
    else this.#setValue(key, name, value);
  }

  show(name: string): string {
    const key = this.#key(name);
    if (key === 'drawbridge.max_rows') return String(this.#maxRows);
    if (key === 'search_path') return this.#searchPath.map((schema) => `"${schema}"`).join(', ');
    const value = this.#values.get(key);
    if (value === undefined) throw unknownSetting(name);
    return value;
  }

  /** Back to how the session began. */
  reset(): void {
    for (const [name, setting] of Object.entries(initialSettings)) this.#values.set(name, setting.value);
    this.#searchPath = this.#defaultSearchPath;
    this.#maxRows = 0;
  }

  #key(name: string): string {
    const key = name.trim().replace(/\s+/g, ' ').toLowerCase();
    return aliases[key] ?? key;
  }

  #setValue(key: string, name: string, value: string | null): void {
    const setting = initialSettings[key];
    if (setting === undefined) throw unknownSetting(name);
    if (value !== null && setting.accepts?.(value) === false) {
      const message = `${name} cannot be set to '${value}'; it is always ${setting.value}.`;
      throw new DrawbridgeError(SqlState.featureNotSupported, setting.refusal ?? message);
    }
    this.#values.set(key, setting.accepts === undefined && value !== null ? value : setting.value);
  }

  #setSearchPath(value: string | null): void {
    const names = (value ?? '')
      .split(',')
      .map((part) => part.trim().replace(/^["'](.*)["']$/, '$1'))
      .filter((part) => part !== '' && part !== '$user' && part.toLowerCase() !== 'pg_catalog');
    this.#searchPath = names.length === 0 ? this.#defaultSearchPath : names;
  }
}

function rowCount(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
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
