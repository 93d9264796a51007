/** A connection string that somebody has: its pairs become values of the draft, its secrets go to the vault later. */
import type { Property } from '../../engine/admin/contract.ts';
import { foldKeyword, parseConnectionString } from '../../engine/dsn/connection-string.ts';
import { DrawbridgeError } from '../../engine/error.ts';
import type { Draft } from '../dsn/draft.ts';
import { schemeOf } from './steps.ts';

export type PastedString =
  | {
      readonly kind: 'read';
      readonly draft: Draft;
      /** Labels of what was filled in, in the order of the string. */
      readonly filled: readonly string[];
      /** Keywords that mean nothing here. */
      readonly ignored: readonly string[];
    }
  | { readonly kind: 'wrong'; readonly message: string; readonly hint: string };

/** What UID and PWD stand for, as the engine has it. */
const login = {
  OAuth: ['OAuthClientId', 'OAuthClientSecret'],
  OAuthClient: ['OAuthClientId', 'OAuthClientSecret'],
  APIToken: ['Email', 'APIToken'],
  AccessToken: [null, 'AccessToken'],
} as const;

const users = ['uid', 'user'];
const passwords = ['pwd', 'password'];
/** They name the driver that the data source is made for anyway. */
const drivers = ['driver', 'driver64'];

export function readPastedString(text: string, draft: Draft, properties: readonly Property[]): PastedString {
  const pairs = read(text);
  if ('kind' in pairs) return pairs;
  const filled: string[] = [];
  const ignored: string[] = [];
  const values = { ...draft.values };
  const secrets = { ...draft.secrets };
  const put = (property: Property, value: string): void => {
    if (property.sensitivity === 'secret') secrets[property.name] = value;
    else values[property.name] = value;
    filled.push(property.label);
  };
  let { name, description } = draft;
  const logins: (readonly [index: 0 | 1, keyword: string, value: string])[] = [];
  for (const [keyword, value] of pairs) {
    const folded = foldKeyword(keyword);
    const property = properties.find((candidate) => foldKeyword(candidate.name) === folded);
    if (property !== undefined) put(property, value);
    else if (folded === 'dsn') name = value;
    else if (folded === 'description') description = value;
    else if (users.includes(folded)) logins.push([0, keyword, value]);
    else if (passwords.includes(folded)) logins.push([1, keyword, value]);
    else if (!drivers.includes(folded)) ignored.push(keyword);
  }
  for (const [index, keyword, value] of logins) {
    const meant = login[schemeOf({ ...draft, values })][index];
    const property = properties.find((candidate) => candidate.name === meant);
    if (property === undefined) ignored.push(keyword);
    else if (values[property.name] === undefined && secrets[property.name] === undefined)
      put(property, value);
  }
  return { kind: 'read', draft: { ...draft, name, description, values, secrets }, filled, ignored };
}

function read(text: string): ReadonlyMap<string, string> | Extract<PastedString, { kind: 'wrong' }> {
  try {
    return parseConnectionString(text.trim());
  } catch (error) {
    if (!(error instanceof DrawbridgeError)) throw error;
    return { kind: 'wrong', message: error.message, hint: error.hint ?? '' };
  }
}
