import { expect, test } from 'vitest';
import { sampleCall } from '../test-support/sample-call.ts';
import { madeCalls } from './made-calls.ts';

const call = (target: string) => ({ ...sampleCall, target });
const scan = (endpoint: string) => ({ endpoint });

test('a call belongs to the endpoint that its address fits, the one with fewer placeholders first', () => {
  const scans = [scan('GET /repositories/{workspace}/{repository}'), scan('GET /repositories/acme/tide.log')];
  const calls = [call('/2.0/repositories/acme/tide.log?fields=x'), call('/repositories/acme/tideXlog')];
  expect(new Set(madeCalls(scans, calls).byEndpoint.values())).toEqual(new Set([1]));
  expect(madeCalls(scans, calls).others).toBe(0);
});

test('percent signs are read, and what fits nothing is counted apart', () => {
  const scans = [scan('GET /repositories/acme/a b/commits')];
  const calls = [
    call('/2.0/repositories/acme/a%20b/commits'),
    call('/2.0/repositories/acme'),
    call('/2.0/x'),
  ];
  const made = madeCalls(scans, calls);
  expect(made.byEndpoint.get('GET /repositories/acme/a b/commits')).toBe(1);
  expect(made.others).toBe(2);
});
