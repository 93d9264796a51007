/**
 * Values that are taken but hardly meant, told while they are given: a token of one kind in the place of another, an
 * e-mail that is none. The catalogue lists them with their properties, so that the window's form knows them, too.
 *
 * Atlassian's tokens begin with their kind. Source: the patterns that public scanners for leaked secrets use.
 */
import type { Notice } from '../error.ts';
import { SqlState } from '../error.ts';
import type { PropertyDef, PropertyDoubt } from './property.ts';

/** Some spaces come along when a token is copied; none belongs there. */
const spaced: PropertyDoubt = {
  pattern: String.raw`\s`,
  message: 'There is a space or a line break in it, as none of these tokens has.',
  hint: 'Copy it once more, without what stands around it.',
};

const appPassword: PropertyDoubt = {
  pattern: String.raw`^\s*ATBB`,
  message: 'This looks like an app password. Bitbucket has taken none since 2026-07-28.',
  hint: 'Create an API token of your Atlassian account instead, with scopes, for Bitbucket.',
};

export const apiTokenDoubts: readonly PropertyDoubt[] = [
  appPassword,
  {
    pattern: String.raw`^\s*ATCTT`,
    message: 'This looks like an access token of a workspace, project or repository.',
    hint: 'Give it as AccessToken, with AuthScheme=AccessToken; it goes without an e-mail.',
  },
  spaced,
];

export const accessTokenDoubts: readonly PropertyDoubt[] = [
  appPassword,
  {
    pattern: String.raw`^\s*ATATT`,
    message: 'This looks like the API token of an Atlassian account.',
    hint: 'Give it as APIToken, with AuthScheme=APIToken and the e-mail of the account.',
  },
  spaced,
];

export const consumerSecretDoubts: readonly PropertyDoubt[] = [
  {
    pattern: String.raw`^\s*AT(?:ATT|CTT|BB)`,
    message: 'This looks like a token, not like the secret of an OAuth consumer.',
    hint: 'Choose the sign-in by API token or access token, or copy the Secret of the consumer.',
  },
];

export const emailDoubts: readonly PropertyDoubt[] = [
  {
    pattern: String.raw`^(?!\s*[^@\s]+@[^@\s]+\s*$)`,
    message: 'This is no e-mail address.',
    hint: 'Bitbucket takes an API token with the e-mail of the Atlassian account, not with a user name.',
  },
];

/** Of addresses that a credential goes to. On this computer nobody is on the way. */
export const plainAddressDoubts: readonly PropertyDoubt[] = [
  {
    pattern: String.raw`^\s*http://(?!(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|\s*$))`,
    message: 'This address is not encrypted, so that others on the way can read the credential.',
    hint: 'Use https, except for a server of tests.',
  },
];

/** What can be doubted of a value; it is not repeated. */
export function doubtOf({ name, doubts = [] }: PropertyDef, value: string): Notice | null {
  const found =
    value === '' ? undefined : doubts.find(({ pattern }) => new RegExp(pattern, 'iu').test(value));
  if (found === undefined) return null;
  return { sqlState: SqlState.warning, message: `${name}: ${found.message}`, hint: found.hint };
}
