/** Which of the scopes that the tables, writes and procedures need a credential has. */
import { grants } from '../../bitbucket/permissions.ts';
import { neededScopes, type NeededCall } from '../../catalog/needed-scopes.ts';
import type { AuthScheme } from '../../dsn/connection-properties.ts';
import type { TestResult } from '../contract.ts';

/** `granted` null: nobody knows, and nothing is said to be missing. */
export function scopeNeeds(
  scheme: AuthScheme,
  granted: readonly string[] | null,
): Pick<TestResult, 'needs' | 'lacking'> {
  const byApiToken = scheme === 'APIToken';
  const wanted = (call: NeededCall): readonly string[] => (byApiToken ? call.apiToken : call.oauth);
  // No scope of an API token brings another with it.
  const has = (scopes: readonly string[], scope: string): boolean =>
    byApiToken ? scopes.includes(scope) : grants(scopes, scope);
  const needs = neededScopes.map(({ name, use, calls }) => {
    const scopes = [...new Set(calls.flatMap(wanted))];
    const missing = granted === null ? [] : scopes.filter((scope) => !has(granted, scope));
    return { name, use, scopes, missing };
  });
  return { needs, lacking: lackingOf(needs) };
}

function lackingOf(needs: TestResult['needs']): TestResult['lacking'] {
  const scopes = [...new Set(needs.flatMap(({ missing }) => missing))];
  return scopes.map((scope) => {
    const names = (...uses: TestResult['needs'][number]['use'][]): string[] => [
      ...new Set(
        needs
          .filter(({ use, missing }) => uses.includes(use) && missing.includes(scope))
          .map(({ name }) => name),
      ),
    ];
    const reads = names('read');
    const writes = names('insert', 'update', 'delete').filter((name) => !reads.includes(name));
    return { scope, reads, writes, calls: names('call') };
  });
}
