/**
 * Takes secrets out of a text that somebody else has composed: values after the keywords whose values are secrets in
 * a connection string, tokens in addresses, and Authorization headers. What it cannot know, such as a secret without
 * a keyword, the caller has to name.
 */
import { properties } from './properties.ts';

const mask = '********';

const keywords = [
  ...properties.filter(({ sensitivity }) => sensitivity === 'secret').map(({ name }) => name),
  'PWD',
  'Password',
  'OAuthAccessToken',
  'OAuthRefreshToken',
  'OAuthVerifier',
  'OAuthJWTCert',
  'OAuthJWTCertPassword',
  'FirewallPassword',
  'RTK',
  'SSOProperties',
  'CacheConnection',
];
/** In addresses and forms. */
const parameters = ['access_token', 'refresh_token', 'client_secret', 'code', 'token', 'jwt', 'signature'];

/** Keywords match without regard to case and spaces. */
const spaced = (name: string): string => name.split('').join(' *');
const words = [...keywords, ...parameters].toSorted((a, b) => b.length - a.length).map(spaced);
/** In braces, in quotes, or up to what ends a value in a connection string, an address or a trace. */
const value = String.raw`\{(?:[^}]|\}\})*\}?|'(?:[^']|'')*'?|"[^"]*"?|(?:(?!;|\]\[|[\r\n&"]).)+`;
const assignment = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(${words.join('|')})(["']\s*:\s*|\s*=\s*)(?:${value})`,
  'giu',
);
const header = /\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi;
const userInfo = /(\/\/[^/\s:@]*:)[^/\s@]+@/g;
const signedParameter = /([?&](?:X-Amz-(?:Signature|Credential|Security-Token))=)[^&\s"]+/gi;

/** `known`: secrets to take out wherever they stand; very short ones would only spoil the text. */
export function maskSecrets(text: string, known: readonly string[] = []): string {
  return maskKnown(text, known)
    .replaceAll(header, `$1 ${mask}`)
    .replaceAll(userInfo, `$1${mask}@`)
    .replaceAll(signedParameter, `$1${mask}`)
    .replaceAll(assignment, `$1$2${mask}`);
}

/** Only the secrets that are known: for a text that its own author shall find again as it was. */
export function maskKnown(text: string, known: readonly string[]): string {
  return known
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret.length >= 6)
    .reduce((masked, secret) => masked.replaceAll(secret, mask), text);
}
