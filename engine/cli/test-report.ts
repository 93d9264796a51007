/** What `dsn test` prints for people. */
import type { TestResult } from '../admin/contract.ts';

/** Without the message of a failure, which goes to standard error. */
export function testReport(result: TestResult): readonly string[] {
  const { ok, message, credential, workspaces, scopes, scopesKnown, callsLeft } = result;
  // Before anything was answered there is nothing else to tell.
  if (!ok && !scopesKnown && workspaces.length === 0) return [`Credential: ${credential}`];
  return [
    ...(ok ? [message] : []),
    `Credential: ${credential}`,
    ...(workspaces.length === 0 ? [] : [`Workspaces: ${workspaces.join(', ')}`]),
    `Scopes: ${scopesKnown ? scopes.join(', ') : 'Bitbucket does not tell them of this credential.'}`,
    ...(callsLeft === null ? [] : [`Calls left in this hour: ${callsLeft}`]),
    ...result.lacking.map(
      ({ scope, ...uses }) =>
        `Without ${scope}: ${[
          ...told('not read', uses.reads),
          ...told('not written', uses.writes),
          ...told('not called', uses.calls),
        ].join('; ')}`,
    ),
  ];
}

const told = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
