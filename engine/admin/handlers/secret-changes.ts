/** Secrets on their way to the vault: under which property each is kept. */
import { meaningOf } from '../../dsn/property-name.ts';
import { properties } from '../../dsn/properties.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import { secretsByHand } from './secrets-by-hand.ts';

/** null or an empty value forgets the secret. */
export type SecretChange = readonly [name: string, value: string | null];

export function withChanges(
  secrets: Readonly<Record<string, string>>,
  changes: readonly SecretChange[],
): Record<string, string> {
  const result = new Map(Object.entries(secrets));
  for (const [name, value] of changes) {
    if (value === null || value === '') result.delete(name);
    else result.set(name, value);
  }
  return Object.fromEntries(result);
}

export function secretChanges(
  secrets: Readonly<Record<string, string | null>>,
  values: ReadonlyMap<string, string>,
): SecretChange[] {
  return Object.entries(secrets).map(([given, value]) => [secretName(given, values), value]);
}

/** The property that is meant; PWD means one by AuthScheme. What is no keyword may be a secret and is not shown. */
function secretName(given: string, values: ReadonlyMap<string, string>): string {
  const meaning = meaningOf(given);
  if (meaning.kind === 'property' && meaning.property.sensitivity === 'secret') return meaning.property.name;
  if (meaning.kind === 'password') {
    const byHand = secretsByHand(new Map([...values, [given, 'any']]));
    for (const name of byHand.keys()) return name;
  }
  const shown = meaning.kind === 'unknown' ? 'A secret was given under a name that' : given;
  throw new DrawbridgeError(SqlState.invalidParameterValue, `${shown} is not a secret property.`, {
    hint: `Secret properties are ${secretProperties.join(', ')}.`,
  });
}

const secretProperties = properties
  .filter(({ sensitivity }) => sensitivity === 'secret')
  .map(({ name }) => name);
