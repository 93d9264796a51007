/** The offline Bitbucket inside this process, started when the first connection asks for `sandbox:`. */
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { SandboxAddress } from '../session/target.ts';

export interface LazySandbox {
  readonly address: () => Promise<SandboxAddress>;
  readonly close: () => Promise<void>;
}

export function lazySandbox(): LazySandbox {
  let started: Promise<Sandbox> | null = null;
  return {
    address: () => (started ??= startSandbox({})),
    close: async () => (await started)?.close(),
  };
}
