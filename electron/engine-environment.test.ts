import { expect, test } from 'vitest';
import { takeEngineEnvironment } from './engine-environment.ts';

test("the vault's passphrase goes to the engine, and no other program that the shell starts gets it", () => {
  const env = { HOME: '/home/ada', DRAWBRIDGE_VAULT_KEY: 'nine lighthouses', DRAWBRIDGE_VAULT_KEY_FD: '3' };
  expect(takeEngineEnvironment(env)).toEqual({
    HOME: '/home/ada',
    DRAWBRIDGE_VAULT_KEY: 'nine lighthouses',
    DRAWBRIDGE_VAULT_KEY_FD: '3',
    UV_THREADPOOL_SIZE: '32',
  });
  expect(env).toEqual({ HOME: '/home/ada' });
});
