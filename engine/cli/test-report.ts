/** What `dsn test` prints for people. */
import type { Failure, TestResult } from '../admin/contract.ts';

/** One that failed is one line: what is missing, what is granted, and what to do. */
export function testFailure({ message, credential, failure }: TestResult): Failure {
  const by = `Asked with ${credential}.`;
  if (failure === undefined) return { sqlState: '58000', message, hint: by };
  const { sqlState, detail, hint } = failure;
  const more = [detail, by, hint].filter((text) => text !== undefined && text !== '');
  return { sqlState, message: failure.message, hint: more.join(' ') };
}

export function testReport(result: TestResult): readonly string[] {
  const { message, credential, workspaces, scopes, scopesKnown, callsLeft } = result;
  return [
    message,
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
