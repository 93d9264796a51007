/** One value of a property, checked against the catalogue. Every failure is 22023 and names what is allowed. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { foldKeyword } from './connection-string.ts';
import type { PropertyDef, PropertyType } from './property.ts';

type TypeOf<K extends PropertyType['kind']> = Extract<PropertyType, { kind: K }>;

const truths = new Map([
  ...['true', 'yes', '1', 'on'].map((word): [string, boolean] => [word, true]),
  ...['false', 'no', '0', 'off'].map((word): [string, boolean] => [word, false]),
]);

export function readBoolean(property: PropertyDef, text: string): boolean {
  const value = truths.get(text.trim().toLowerCase());
  if (value === undefined) throw invalid(property, text, 'true or false');
  return value;
}

export function readInteger(property: PropertyDef, type: TypeOf<'integer'>, text: string): number {
  const { minimum, maximum } = type;
  // Connection strings made for the CData driver say "no limit" so.
  if (property.name === 'MaxRows' && text.trim() === '-1') return 0;
  const value = /^[+-]?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= minimum && value <= maximum) return value;
  throw invalid(property, text, `a whole number from ${minimum} to ${maximum}`);
}

/** The canonical spelling of the choice. */
export function readChoice(property: PropertyDef, type: TypeOf<'choice'>, text: string): string {
  const wanted = foldKeyword(text);
  const found = type.choices.find(({ value, aliases = [] }) =>
    [value, ...aliases].some((spelling) => foldKeyword(spelling) === wanted),
  );
  if (found) return found.value;
  throw invalid(property, text, `one of ${type.choices.map(({ value }) => value).join(', ')}`);
}

/** An absolute http or https address, or `sandbox:` for ApiURL. Only a proxy's may hold a login. */
export function readUrl(property: PropertyDef, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const schemes = property.name === 'ApiURL' ? ['http:', 'https:', 'sandbox:'] : ['http:', 'https:'];
  const login = url !== null && (url.username !== '' || url.password !== '');
  if (login && property.name !== 'Proxy') throw loginInAddress(property);
  if (url && schemes.includes(url.protocol)) return text;
  throw invalid(property, text, `an address that begins with ${schemes.join(' or ')}`);
}

function loginInAddress({ name }: PropertyDef): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${name} holds a user name or a password, which would stand in the DSN for all to read.`,
    { hint: 'Leave them out of the address; AuthScheme says how to sign in.' },
  );
}

function invalid(property: PropertyDef, text: string, allowed: string): DrawbridgeError {
  // A private value, such as a proxy's address with its password, stays out of logs and messages.
  const shown = property.sensitivity === 'none' ? ` (${JSON.stringify(text.slice(0, 80))})` : '';
  return new DrawbridgeError(
    SqlState.invalidParameterValue,
    `The value of ${property.name}${shown} is not allowed.`,
    { hint: `${property.name} takes ${allowed}.` },
  );
}
