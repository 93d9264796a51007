/** The steps of the wizard, what each needs before the next, and the names that it suggests. */
import type { Property } from '../../engine/admin/contract.ts';
import { checkValue } from '../dsn/check-value.ts';
import { effectiveValue, type Draft } from '../dsn/draft.ts';
import { matters } from '../dsn/property-pages.ts';
import { messages } from '../messages.ts';
import type { DsnKey } from '../stores/dsn-store.ts';

export const steps = ['start', 'method', 'credential', 'place', 'finish'] as const;

export type Step = (typeof steps)[number];

export function stepAfter(step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? step;
}

export function stepBefore(step: Step): Step {
  return steps[steps.indexOf(step) - 1] ?? step;
}

export const schemes = ['OAuth', 'OAuthClient', 'APIToken', 'AccessToken'] as const;

export type Scheme = (typeof schemes)[number];

/** As written by hand it may have another case, or the engine's second word for client credentials. */
export function schemeOf(draft: Draft): Scheme {
  const given = (draft.values['AuthScheme'] ?? 'OAuth').toLowerCase();
  if (given === 'client') return 'OAuthClient';
  return schemes.find((scheme) => scheme.toLowerCase() === given) ?? 'OAuth';
}

/** The first free one of Bitbucket, Bitbucket 2, Bitbucket 3 … */
export function freeName(others: readonly DsnKey[], scope: DsnKey['scope']): string {
  const taken = new Set(
    others.filter((other) => other.scope === scope).map(({ name }) => name.toLowerCase()),
  );
  const base = messages.wizard.suggestedName;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** The properties that the chosen way to sign in cannot do without. */
export function credentialProperties(properties: readonly Property[], draft: Draft): readonly Property[] {
  return properties.filter((property) => property.required === true && matters(property, draft, properties));
}

/** Addresses that only an offline or a private Bitbucket needs. */
export function addressProperties(properties: readonly Property[], draft: Draft): readonly Property[] {
  const names = ['ApiURL', 'OAuthAuthorizationURL', 'OAuthAccessTokenURL', 'Proxy', 'CACertificate'];
  return properties.filter(
    (property) => names.includes(property.name) && matters(property, draft, properties),
  );
}

/** What is missing or wrong on the step about the credential, by property; none: the next may come. */
export function credentialProblems(
  properties: readonly Property[],
  draft: Draft,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const property of credentialProperties(properties, draft)) {
    const { name, sensitivity } = property;
    const given =
      sensitivity === 'secret'
        ? typeof draft.secrets[name] === 'string' || draft.kept.includes(name)
        : effectiveValue(draft, property).trim() !== '';
    if (!given) problems[name] = messages.wizard.missing(property.label);
  }
  for (const property of properties) {
    const wrong = checkValue(property, draft.values[property.name] ?? '');
    if (wrong !== undefined && matters(property, draft, properties)) problems[property.name] ??= wrong;
  }
  return problems;
}
