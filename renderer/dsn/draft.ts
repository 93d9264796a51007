/** A data source while it is edited: plain data and the few changes that the sheet makes to it. */
import type { Input, Output, Property } from '../../engine/admin/contract.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

export interface Draft {
  readonly name: string;
  readonly description: string;
  /** Only what was set; a property that is missing here has its default. */
  readonly values: Readonly<Record<string, string>>;
  /** Secrets on their way to the vault; null forgets the one that is kept. */
  readonly secrets: Readonly<Record<string, string | null>>;
  /** Names of the secrets that the vault holds. */
  readonly kept: readonly string[];
  readonly signedIn: boolean;
  /** What the engine gave out; it refuses to save over a change that came between. */
  readonly revision?: string | undefined;
}

export const emptyDraft: Draft = Object.freeze({
  name: '',
  description: '',
  values: {},
  secrets: {},
  kept: [],
  signedIn: false,
});

export function draftOf({ entry, values, secrets, signedIn, revision }: Output<'dsn.get'>): Draft {
  return {
    name: entry.name,
    description: entry.description,
    values,
    secrets: {},
    kept: secrets,
    signedIn,
    revision,
  };
}

/** Sets a property; undefined goes back to the default. */
export function withValue(draft: Draft, name: string, value: string | undefined): Draft {
  const { [name]: _previous, ...others } = draft.values;
  return { ...draft, values: value === undefined ? others : { ...others, [name]: value } };
}

/** Changes a secret: a text replaces it, null forgets it, undefined leaves it as the vault has it. */
export function withSecret(draft: Draft, name: string, secret: string | null | undefined): Draft {
  const { [name]: _previous, ...others } = draft.secrets;
  return { ...draft, secrets: secret === undefined ? others : { ...others, [name]: secret } };
}

/** What holds now: the value set, else the default. */
export function effectiveValue(draft: Draft, property: Property): string {
  return draft.values[property.name] ?? property.default;
}

export function isChanged(draft: Draft, saved: Draft): boolean {
  return (
    draft.name !== saved.name ||
    draft.description !== saved.description ||
    Object.keys(draft.secrets).length > 0 ||
    !sameValues(draft.values, saved.values)
  );
}

/**
 * What was changed in a draft since `base`, on top of what the engine says now. A secret that `base` has, too, was
 * handed over with it, so only later ones stay.
 */
export function carryOver(draft: Draft, base: Draft, loaded: Draft): Draft {
  const mine = <T>(own: T, before: T, now: T): T => (own === before ? now : own);
  const names = new Set([draft, base, loaded].flatMap(({ values }) => Object.keys(values)));
  const values = [...names].flatMap((name) => {
    const value = mine(draft.values[name], base.values[name], loaded.values[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const secrets = Object.entries(draft.secrets).filter(([name, secret]) => secret !== base.secrets[name]);
  return {
    ...loaded,
    name: mine(draft.name, base.name, loaded.name),
    description: mine(draft.description, base.description, loaded.description),
    values: Object.fromEntries(values),
    secrets: Object.fromEntries(secrets),
  };
}

function sameValues(a: Draft['values'], b: Draft['values']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Without a previous name the engine takes it for a new data source and refuses a name that is taken. */
export function saveInput(draft: Draft, scope: DsnKey['scope'], original: DsnKey | null): Input<'dsn.save'> {
  const { name, description, values, secrets } = draft;
  const input = { name, scope, description, values: { ...values }, secrets: { ...secrets } };
  if (original === null) return input;
  const { revision } = draft;
  return { ...input, previousName: original.name, ...(revision !== undefined && { revision }) };
}

/** Tests what the sheet shows. The saved name goes along, since the vault keeps the secrets under it. */
export function testInput(draft: Draft, scope: DsnKey['scope'], original: DsnKey | null): Input<'dsn.test'> {
  const { values, secrets } = draft;
  return { name: original?.name ?? draft.name, scope, values: { ...values }, secrets: { ...secrets } };
}
