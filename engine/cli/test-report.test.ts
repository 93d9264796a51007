import { expect, it } from 'vitest';
import type { TestResult } from '../admin/contract.ts';
import { testFailure, testReport } from './test-report.ts';

const passed: TestResult = {
  ok: true,
  message: 'Signed in as Ada; the workspace harbour answers.',
  account: 'Ada',
  credential: 'an access token',
  scopes: ['repository'],
  scopesKnown: true,
  callsLeft: 998,
  needs: [],
  lacking: [{ scope: 'pipeline', reads: ['Pipelines'], writes: [], calls: ['RunPipeline'] }],
  workspaces: ['harbour'],
  notices: [],
};

it('a test that passed tells who, by what, what is granted and what is not', () => {
  expect(testReport(passed)).toEqual([
    'Signed in as Ada; the workspace harbour answers.',
    'Credential: an access token',
    'Workspaces: harbour',
    'Scopes: repository',
    'Calls left in this hour: 998',
    'Without pipeline: not read: Pipelines; not called: RunPipeline',
  ]);
});

it('scopes that nobody knows are not called missing', () => {
  const lines = testReport({ ...passed, scopes: [], scopesKnown: false, callsLeft: null, lacking: [] });
  expect(lines.at(-1)).toBe('Scopes: Bitbucket does not tell them of this credential.');
});

it('one that failed says what is required and granted, and what to do', () => {
  const failure = {
    sqlState: '42501',
    message: 'The credential lacks the scope repository',
    detail: 'Required: repository. Granted: account.',
    hint: 'Add it.',
  };
  expect(testFailure({ ...passed, ok: false, message: failure.message, failure })).toEqual({
    sqlState: '42501',
    message: 'The credential lacks the scope repository',
    hint: 'Required: repository. Granted: account. Asked with an access token. Add it.',
  });
});
