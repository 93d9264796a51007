/** What a keyword of a connection string or an ini file means. */
import { foldKeyword } from './connection-string.ts';
import { properties } from './properties.ts';
import type { PropertyDef } from './property.ts';

/** Keywords of applications and of driver managers (those unixODBC 2.3.11 knows); they say nothing to the engine. */
const applicationKeywords = `
  Driver Driver64 DSN FILEDSN DSNFile SAVEFILE Description Server Port Database LastUser Setup Setup64 FileUsage
  UsageCount Threading CPTimeout CPTimeToLive CPProbe DMEnvAttr DMConnAttr DMStmtAttr DisableGetFunctions
  DontDLClose FakeUnicode IconvEncoding Trace TraceFile`
  .trim()
  .split(/\s+/);

/** Where a keyword of the CData driver has a counterpart here. */
const useInstead: Readonly<Record<string, string>> = {
  OAuthAccessToken: 'Use AuthScheme=AccessToken with AccessToken, or sign in.',
  OAuthRefreshToken: 'Sign in instead: drawbridge login --dsn NAME.',
  OAuthSettingsLocation: 'Tokens are kept in the vault.',
  SSLServerCert: 'Use CACertificate.',
  ProxyServer: 'Use Proxy.',
  ProxyPort: 'Use Proxy.',
  ProxyUser: 'Use Proxy.',
  FirewallServer: 'Use Proxy.',
};

/** Further keywords of the CData driver for Bitbucket that have no meaning here. */
const meaningless = `
  AutoCache CacheConnection CacheDriver CacheLocation CacheMetadata CacheProvider CacheTolerance
  Offline Location Tables Views UserDefinedViews PseudoColumns FirewallType FirewallPort
  FirewallUser FirewallPassword ProxyAutoDetect ProxyAuthScheme ProxyExceptions ProxySSLType
  OAuthGrantType OAuthExpiresIn OAuthTokenTimestamp Scope UseSandbox LogModules MaxLogFileSize
  MaxLogFileCount Other RTK ConnectOnOpen UseConnectionPooling PoolIdleTimeout PoolMaxSize
  PoolMinSize PoolWaitTime ConnectionLifeTime BatchSize RowScanDepth QueryTimeout
  ThrowsKeyNotFound UseDisplayNames MapToLongVarchar MapToWVarchar MapToInt
  UpperCaseIdentifiers QueryPassthrough SupportEnhancedSQL OAuthJWTCert OAuthJWTCertType
  OAuthJWTCertPassword OAuthJWTCertSubject OAuthJWTIssuer OAuthJWTSubject SSOLoginURL SSOProperties`
  .trim()
  .split(/\s+/);

export type KeywordMeaning =
  | { readonly kind: 'property'; readonly property: PropertyDef }
  /** UID and PWD: which property they mean depends on AuthScheme. */
  | { readonly kind: 'user' | 'password' }
  | { readonly kind: 'application' }
  | { readonly kind: 'meaningless'; readonly hint: string | undefined }
  | { readonly kind: 'unknown'; readonly nearest: string };

const meanings: ReadonlyMap<string, KeywordMeaning> = new Map<string, KeywordMeaning>([
  ...meaningless.map((name) => entry(name, { kind: 'meaningless', hint: undefined })),
  ...Object.entries(useInstead).map(([name, hint]) => entry(name, { kind: 'meaningless', hint })),
  ...applicationKeywords.map((name) => entry(name, { kind: 'application' })),
  entry('UID', { kind: 'user' }),
  entry('User', { kind: 'user' }),
  entry('PWD', { kind: 'password' }),
  entry('Password', { kind: 'password' }),
  ...properties.map((property) => entry(property.name, { kind: 'property', property })),
]);

export function meaningOf(keyword: string): KeywordMeaning {
  return meanings.get(foldKeyword(keyword)) ?? { kind: 'unknown', nearest: nearestProperty(keyword) };
}

/** Whether the keyword's value is a secret, so that it belongs in the vault and nowhere else. */
export function isSecretKeyword(keyword: string): boolean {
  const meaning = meaningOf(keyword);
  if (meaning.kind === 'property') return meaning.property.sensitivity === 'secret';
  return meaning.kind === 'password' || secretOfOthers.has(foldKeyword(keyword));
}

/** A secret of another driver, which nobody here uses: it stays where it is. */
export function isSecretOfOthers(keyword: string): boolean {
  return isSecretKeyword(keyword) && meaningOf(keyword).kind === 'meaningless';
}

/** Keywords without meaning here whose values are secrets all the same. */
const secretOfOthers: ReadonlySet<string> = new Set(
  [
    'OAuthAccessToken',
    'OAuthRefreshToken',
    'OAuthJWTCert',
    'OAuthJWTCertPassword',
    'SSOProperties',
    'CacheConnection',
    'FirewallPassword',
    'RTK',
  ].map(foldKeyword),
);

function entry(name: string, meaning: KeywordMeaning): [string, KeywordMeaning] {
  return [foldKeyword(name), meaning];
}

function nearestProperty(keyword: string): string {
  const folded = foldKeyword(keyword).slice(0, 64);
  let nearest = '';
  let least = Number.POSITIVE_INFINITY;
  for (const { name } of properties) {
    const distance = editDistance(folded, foldKeyword(name));
    if (distance < least) {
      nearest = name;
      least = distance;
    }
  }
  return nearest;
}

/** Levenshtein's distance: the fewest insertions, deletions and replacements of one character. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const skipped = Math.min(previous[column] ?? 0, current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, skipped));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
