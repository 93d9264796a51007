/**
 * The environment of the engine's process. What hands over the vault's passphrase is for that process alone: it is taken
 * out of the shell's own environment, which browsers and other programs inherit.
 */
const forEngineOnly = ['DRAWBRIDGE_VAULT_KEY', 'DRAWBRIDGE_VAULT_KEY_FD'] as const;

export function takeEngineEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // See bin/drawbridge.cjs: each running statement occupies a thread.
  const forEngine = { ...env, UV_THREADPOOL_SIZE: '32' };
  for (const name of forEngineOnly) delete env[name];
  return forEngine;
}
