/** The settings that SET and SHOW know, with what they are here and which values may be set. */
import { DrawbridgeError, SqlState } from '../error.ts';

export interface KnownSetting {
  /** As PostgreSQL spells it to clients. */
  readonly name: string;
  readonly value: string;
  /** Values that mean the same as `value`; absent: any value is taken and remembered. */
  readonly accepts?: (value: string) => boolean;
  /** How a value is remembered; throws 22023 for one that makes no sense. */
  readonly read?: (value: string) => string;
  /** How the value that is remembered is shown; absent: as it is. */
  readonly show?: (value: string) => string;
  /** Of the value that is remembered. */
  readonly unit?: 'ms';
  /** Why another value is refused, where there is more to say. */
  readonly refusal?: string;
  /** Clients are told of it when they connect and whenever it changes. */
  readonly reported?: true;
}

/** What PostgreSQL's clients are told that this is: the version whose behaviour is followed here. */
export const serverVersion = (productVersion: string): string => `15.0 (Drawbridge ${productVersion})`;

const oneOf =
  (...values: string[]) =>
  (value: string): boolean =>
    values.includes(value.toLowerCase());

const utc = oneOf(
  'utc',
  'etc/utc',
  'gmt',
  'etc/gmt',
  'zulu',
  'etc/zulu',
  'uct',
  'etc/uct',
  'z',
  '0',
  '+00',
  '+00:00',
  'utc+0',
);

const fixed = (name: string, value: string): KnownSetting => ({
  name,
  value,
  accepts: oneOf(value.toLowerCase()),
});

/** Changes nothing here, whatever it is set to. */
const free = (name: string, value: string): KnownSetting => ({ name, value });

const duration = (name: string): KnownSetting => ({
  name,
  value: '0',
  read: (text) => String(milliseconds(text)),
  show: inLargestUnit,
  unit: 'ms',
});

const onOff = (name: string, value: 'on' | 'off'): KnownSetting => ({ name, value, read: onOrOff });

const isolation = (name: string): KnownSetting => ({
  name,
  value: 'read committed',
  read: (text) => {
    const level = text.trim().toLowerCase();
    if (/^(serializable|repeatable read|read (un)?committed)$/.test(level)) return level;
    throw new DrawbridgeError(SqlState.invalidParameterValue, `'${text}' is no isolation level.`, {
      hint: 'There are serializable, repeatable read, read committed and read uncommitted.',
    });
  },
});

/** What PostgreSQL's planner, memory and sockets are tuned by: they change no result. The values are its defaults. */
const plannerSettings = [
  ['client_connection_check_interval', '0'],
  ['constraint_exclusion', 'partition'],
  ['cursor_tuple_fraction', '0.1'],
  ['effective_cache_size', '4GB'],
  ['plan_cache_mode', 'auto'],
  ['random_page_cost', '4'],
  ['seq_page_cost', '1'],
  ['tcp_keepalives_count', '0'],
  ['tcp_keepalives_idle', '0'],
  ['tcp_keepalives_interval', '0'],
  ['tcp_user_timeout', '0'],
  ['temp_buffers', '8MB'],
] as const;

function settings(productVersion: string): readonly KnownSetting[] {
  return [
    { ...free('application_name', ''), reported: true },
    {
      name: 'bytea_output',
      value: 'hex',
      read: (text) => {
        const style = text.trim().toLowerCase();
        if (style === 'hex' || style === 'escape') return style;
        throw new DrawbridgeError(SqlState.invalidParameterValue, 'Bytes are written as hex or as escape.');
      },
    },
    fixed('block_size', '8192'),
    { name: 'client_encoding', value: 'UTF8', accepts: oneOf('utf8', 'utf-8', 'unicode'), reported: true },
    free('client_min_messages', 'notice'),
    {
      name: 'DateStyle',
      value: 'ISO, MDY',
      accepts: (value) => /^iso\b/i.test(value) || oneOf('mdy', 'dmy', 'ymd')(value),
      reported: true,
    },
    free('default_table_access_method', 'heap'),
    free('default_tablespace', ''),
    free('default_text_search_config', 'pg_catalog.simple'),
    onOff('default_transaction_deferrable', 'off'),
    isolation('default_transaction_isolation'),
    { ...onOff('default_transaction_read_only', 'off'), reported: true },
    onOff('escape_string_warning', 'on'),
    free('backslash_quote', 'safe_encoding'),
    onOff('check_function_bodies', 'on'),
    free('extra_float_digits', '1'),
    onOff('geqo', 'on'),
    duration('idle_in_transaction_session_timeout'),
    duration('idle_session_timeout'),
    { ...fixed('in_hot_standby', 'off'), reported: true },
    { ...fixed('integer_datetimes', 'on'), reported: true },
    {
      name: 'IntervalStyle',
      value: 'postgres',
      read: (text) => {
        const style = text.trim().toLowerCase();
        if (style === 'postgres' || style === 'iso_8601') return style;
        throw new DrawbridgeError(
          SqlState.featureNotSupported,
          'Intervals are written in the style postgres or iso_8601 here.',
        );
      },
      reported: true,
    },
    { ...fixed('is_superuser', 'off'), reported: true },
    onOff('jit', 'off'),
    fixed('lc_collate', 'C'),
    fixed('lc_ctype', 'C'),
    free('lc_messages', 'C'),
    free('lc_monetary', 'C'),
    free('lc_numeric', 'C'),
    free('lc_time', 'C'),
    duration('lock_timeout'),
    free('maintenance_work_mem', '64MB'),
    fixed('max_identifier_length', '63'),
    free('max_parallel_workers_per_gather', '2'),
    fixed('max_prepared_transactions', '0'),
    fixed('max_index_keys', '32'),
    { name: 'role', value: 'none', accepts: oneOf('none') },
    onOff('row_security', 'on'),
    { ...fixed('server_encoding', 'UTF8'), reported: true },
    { ...fixed('server_version', serverVersion(productVersion)), reported: true },
    fixed('server_version_num', '150000'),
    { name: 'session_authorization', value: 'default', accepts: oneOf('default') },
    fixed('ssl', 'off'),
    // Gone since PostgreSQL 9.5, but for clients that set it to 0.
    fixed('ssl_renegotiation_limit', '0'),
    {
      name: 'standard_conforming_strings',
      value: 'on',
      accepts: oneOf('on', 'true', 'yes', '1'),
      reported: true,
    },
    ...plannerSettings.map(([name, value]) => free(name, value)),
    duration('statement_timeout'),
    onOff('synchronize_seqscans', 'on'),
    free('synchronous_commit', 'on'),
    {
      name: 'TimeZone',
      value: 'UTC',
      accepts: utc,
      refusal: 'Timestamps are in UTC everywhere in Drawbridge; another time zone cannot be set.',
      reported: true,
    },
    onOff('transaction_deferrable', 'off'),
    isolation('transaction_isolation'),
    onOff('transaction_read_only', 'off'),
    free('work_mem', '4MB'),
    free('xmloption', 'content'),
  ];
}

/** By name in small letters. */
export function knownSettings(productVersion: string): ReadonlyMap<string, KnownSetting> {
  return new Map(settings(productVersion).map((setting) => [setting.name.toLowerCase(), setting]));
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `30000`, `5s`, `1.5 min`: as PostgreSQL reads a time, in milliseconds. */
function milliseconds(text: string): number {
  const [, amount, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/.exec(text) ?? [];
  const factor = units[unit];
  const value = Math.round(Number(amount) * (factor ?? Number.NaN));
  if (Number.isInteger(value) && value <= 0x7fff_ffff) return value;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `'${text}' is no time; it is written in milliseconds, or as in '30s' and '5min'.`,
  );
}

/** 60000 is `1min`, as PostgreSQL shows a time: without a fraction, in the largest unit that allows it. */
function inLargestUnit(value: string): string {
  const time = Number(value);
  const [unit] = Object.entries(units).findLast(([, factor]) => factor >= 1 && time % factor === 0) ?? [''];
  return time === 0 ? '0' : `${time / (units[unit] ?? 1)}${unit}`;
}

/** Words may be cut short as far as they stay clear. */
export function onOrOff(text: string): string {
  const word = text.trim().toLowerCase();
  const starts = (whole: string, least = 1): boolean => word.length >= least && whole.startsWith(word);
  if (word === '1' || starts('true') || starts('yes') || word === 'on') return 'on';
  if (word === '0' || starts('false') || starts('no') || starts('off', 2)) return 'off';
  throw new DrawbridgeError(SqlState.invalidParameterValue, `'${text}' is neither on nor off.`);
}
