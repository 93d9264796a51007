/**
 * From what a client and a DSN say to the properties of a connection.
 *
 * For each property the first of these counts: the connection string, UID or PWD of the connection string, the
 * DSN, UID or PWD of the DSN, the vault (secrets only), the catalogue's default. An empty value takes a property
 * back to its default; an empty UID, PWD or secret says nothing, since applications send those unasked.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Notice } from '../error.ts';
import type { AuthScheme, ConnectionProperties } from './connection-properties.ts';
import { doubtOf } from './doubts.ts';
import { isSecretKeyword, meaningOf } from './property-name.ts';
import { readBoolean, readChoice, readInteger, readUrl } from './property-value.ts';
import { properties } from './properties.ts';
import type { PropertyDef } from './property.ts';
import { splitProxy } from './proxy-address.ts';
import { Secret } from './secret.ts';

export interface PropertySources {
  /** The pairs of the connection string. */
  readonly string: ReadonlyMap<string, string>;
  /** The pairs of the DSN, as its store has them. */
  readonly dsn: ReadonlyMap<string, string>;
  /** The vault's secrets for this DSN, by the catalogue's names. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Whether a browser can be opened for the user: decides the default of InitiateOAuth. */
  readonly hasDesktop?: boolean;
}

export type SecretOrigin = 'string' | 'dsn' | 'vault';

export interface ResolvedProperties {
  readonly properties: ConnectionProperties;
  readonly notices: readonly Notice[];
  /** Where each secret that counts came from, by the property's name. */
  readonly secretOrigins: ReadonlyMap<string, SecretOrigin>;
}

/** Throws 22023 for an unknown keyword and for a value that its property does not allow. */
export function resolveProperties(sources: PropertySources): ResolvedProperties {
  const notices: Notice[] = [];
  const given = [
    readPairs(sources.string, 'the connection string', notices),
    readPairs(sources.dsn, 'the DSN', notices),
  ];
  const scheme = authSchemeOf(given.map((pairs) => pairs.values.get('AuthScheme')));
  const [fromString, fromDsn] = given.map((pairs) => withLogin(pairs, scheme)) as [Values, Values];
  const secretOrigins = new Map<string, SecretOrigin>();

  const read = reader((name) => {
    const secret = definition(name).sensitivity === 'secret';
    const places: [SecretOrigin, Values][] = [
      ['string', fromString],
      ['dsn', fromDsn],
      ['vault', secret ? sources.secrets : new Map<string, string>()],
    ];
    for (const [origin, values] of places) {
      const value = values.get(name);
      if (value === undefined || (secret && value === '')) continue;
      if (secret) secretOrigins.set(name, origin);
      return value;
    }
    return '';
  });
  const resolved = readAll(read, sources.hasDesktop ?? false);
  if (resolved.ProxyPassword !== null && !secretOrigins.has('ProxyPassword'))
    secretOrigins.set('ProxyPassword', fromString.has('Proxy') ? 'string' : 'dsn');
  for (const [name, origin] of secretOrigins) if (origin === 'dsn') notices.push(secretInDsn(name));
  notices.push(...doubtsOf(resolved));
  return Object.freeze({
    properties: Object.freeze(resolved),
    notices: Object.freeze(notices),
    secretOrigins,
  });
}

/** Of those that matter for the way to sign in. */
function doubtsOf(resolved: ConnectionProperties): readonly Notice[] {
  return properties.flatMap((property) => {
    if (property.doubts === undefined || property.when?.oneOf.includes(resolved.AuthScheme) === false)
      return [];
    const value = resolved[property.name as keyof ConnectionProperties];
    return doubtOf(property, value instanceof Secret ? value.reveal() : String(value ?? '')) ?? [];
  });
}

type Values = ReadonlyMap<string, string>;

interface Pairs {
  readonly values: Values;
  readonly user: string;
  readonly password: string;
}

function readPairs(pairs: ReadonlyMap<string, string>, place: string, notices: Notice[]): Pairs {
  const values = new Map<string, string>();
  let user = '';
  let password = '';
  let before = '';
  for (const [keyword, value] of pairs) {
    const meaning = meaningOf(keyword);
    if (meaning.kind === 'unknown') throw unknownKeyword(keyword, before, place, meaning.nearest);
    before = keyword;
    if (meaning.kind === 'user') user ||= value;
    if (meaning.kind === 'password') password ||= value;
    if (meaning.kind === 'meaningless') notices.push(withoutMeaning(keyword, place, meaning.hint));
    if (meaning.kind === 'property' && !values.has(meaning.property.name))
      values.set(meaning.property.name, value);
  }
  return { values, user, password };
}

function authSchemeOf(given: readonly (string | undefined)[]): AuthScheme {
  const first = given.find((value) => value !== undefined) ?? '';
  return reader(() => first).choice<AuthScheme>('AuthScheme');
}

/** UID and PWD stand for what the scheme needs, where the same place does not name it already. */
function withLogin({ values, user, password }: Pairs, scheme: AuthScheme): Values {
  const [userProperty, passwordProperty] = loginOf[scheme];
  const merged = new Map(values);
  if (userProperty !== null && user !== '' && !merged.get(userProperty)) merged.set(userProperty, user);
  if (password !== '' && !merged.get(passwordProperty)) merged.set(passwordProperty, password);
  return merged;
}

const loginOf = {
  OAuth: ['OAuthClientId', 'OAuthClientSecret'],
  OAuthClient: ['OAuthClientId', 'OAuthClientSecret'],
  APIToken: ['Email', 'APIToken'],
  AccessToken: [null, 'AccessToken'],
} as const satisfies Record<AuthScheme, readonly [string | null, string]>;

type Reader = ReturnType<typeof reader>;

/** A password in the address counts where none is given by itself. */
function readProxy(read: Reader): Pick<ConnectionProperties, 'Proxy' | 'ProxyPassword'> {
  const { address, password } = splitProxy(read.text('Proxy'));
  const own = read.secret('ProxyPassword');
  return { Proxy: address, ProxyPassword: own ?? (password === null ? null : new Secret(password)) };
}

function readAll(read: Reader, hasDesktop: boolean): ConnectionProperties {
  return {
    Workspace: workspaceId(read.text('Workspace')),
    Schema: read.text('Schema'),
    MaxRows: read.integer('MaxRows'),
    AuthScheme: read.choice('AuthScheme'),
    OAuthClientId: read.text('OAuthClientId'),
    OAuthClientSecret: read.secret('OAuthClientSecret'),
    CallbackURL: read.text('CallbackURL'),
    InitiateOAuth: read.choice('InitiateOAuth', hasDesktop ? 'GETANDREFRESH' : 'REFRESH'),
    OAuthVerifier: read.secret('OAuthVerifier'),
    Email: read.text('Email'),
    APIToken: read.secret('APIToken'),
    AccessToken: read.secret('AccessToken'),
    BrowsableSchemas: read.text('BrowsableSchemas'),
    IncludeDeleted: read.boolean('IncludeDeleted'),
    RetiredTables: read.choice('RetiredTables'),
    PageSize: read.integer('PageSize'),
    MaxConcurrency: read.integer('MaxConcurrency'),
    HourlyBudget: read.integer('HourlyBudget'),
    AllowOverBudget: read.boolean('AllowOverBudget'),
    CacheTTL: read.integer('CacheTTL'),
    ApiURL: read.text('ApiURL'),
    OAuthAuthorizationURL: read.text('OAuthAuthorizationURL'),
    OAuthAccessTokenURL: read.text('OAuthAccessTokenURL'),
    ...readProxy(read),
    CACertificate: read.text('CACertificate'),
    Timeout: read.integer('Timeout'),
    Verbosity: read.integer('Verbosity'),
    LogFile: read.text('LogFile'),
    MaximumColumnSize: read.integer('MaximumColumnSize'),
    ReadOnly: read.boolean('ReadOnly'),
    AllowUnfilteredWrites: read.boolean('AllowUnfilteredWrites'),
    WritesInTransaction: read.choice('WritesInTransaction'),
    RunDir: read.text('RunDir'),
    AutoStart: read.boolean('AutoStart'),
  };
}

const bareUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Bitbucket wants a UUID in braces, and a connection string takes the braces for its own. */
function workspaceId(text: string): string {
  return bareUuid.test(text) ? `{${text}}` : text;
}

/** `valueOf` answers '' where nothing was given: the default then counts. */
function reader(valueOf: (name: string) => string) {
  const raw = (name: string, fallback?: string): [PropertyDef, string] => {
    const property = definition(name);
    return [property, valueOf(name).trim() || (fallback ?? property.default)];
  };
  return {
    text(name: string): string {
      const [property, value] = raw(name);
      return property.type.kind === 'url' && value !== '' ? readUrl(property, value) : value;
    },
    /** Taken as it is: a secret may begin or end with a space. */
    secret(name: string): Secret | null {
      const value = valueOf(name);
      return value === '' ? null : new Secret(value);
    },
    boolean(name: string): boolean {
      return readBoolean(...raw(name));
    },
    integer(name: string): number {
      const [property, value] = raw(name);
      if (property.type.kind !== 'integer') throw new TypeError(`${name} is not an integer property.`);
      return readInteger(property, property.type, value);
    },
    /** The catalogue's choices and the caller's type are held together by the types of readAll. */
    choice<T extends string>(name: string, fallback?: T): T {
      const [property, value] = raw(name, fallback);
      if (property.type.kind !== 'choice') throw new TypeError(`${name} is not a choice.`);
      return readChoice(property, property.type, value) as T;
    },
  };
}

function definition(name: string): PropertyDef {
  const found = properties.find((property) => property.name === name);
  if (!found) throw new TypeError(`The catalogue has no property ${name}.`);
  return found;
}

/** What follows a secret may be a piece of it, with a semicolon before it and an equals sign in it. */
function unknownKeyword(keyword: string, before: string, place: string, nearest: string): DrawbridgeError {
  const hidden = isSecretKeyword(before);
  const shown = hidden ? `What follows ${before}` : JSON.stringify(keyword.slice(0, 80));
  const hint = hidden
    ? `The nearest is ${nearest}. A value with ; in it has to stand in braces.`
    : `The nearest is ${nearest}.`;
  return new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${shown} in ${place} is not a connection property.`,
    { hint },
  );
}

function withoutMeaning(keyword: string, place: string, hint: string | undefined): Notice {
  return {
    sqlState: SqlState.invalidConnectionOption,
    message: `${keyword} in ${place} has no meaning in Drawbridge and was ignored.`,
    ...(hint === undefined ? {} : { hint }),
  };
}

function secretInDsn(name: string): Notice {
  return {
    sqlState: SqlState.warning,
    message: `${name} stands unprotected in the file of the DSN.`,
    hint: 'Save the DSN in the administrator or with drawbridge dsn edit: that moves the secret to the vault.',
  };
}
