/** safeStorage as the vault's key store. Only main reaches it; see engine/auth/desktop-keeper.ts for what is kept. */
import type { SafeStorage } from 'electron';
import type { KeyStore, KeyStoreAnswer } from '../engine/auth/desktop-keeper.ts';

export interface KeyStoreParts {
  readonly safeStorage: SafeStorage;
  readonly platform: NodeJS.Platform;
}

/** Whether keys are protected: `basic_text` closes them with a password that everybody has. Once the app is ready. */
export function protectsKeys({ safeStorage, platform }: KeyStoreParts): boolean {
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

export function createKeyStore(parts: KeyStoreParts, mayUseKeyFile: () => boolean): KeyStore {
  const { safeStorage } = parts;
  const close = async (key: string) => (await safeStorage.encryptStringAsync(key)).toString('base64');
  const answer = async (operation: 'wrap' | 'unwrap', text: string): Promise<KeyStoreAnswer> => {
    if (!protectsKeys(parts)) return { kind: 'unprotected', mayUseKeyFile: mayUseKeyFile() };
    if (!(await safeStorage.isAsyncEncryptionAvailable()))
      return { kind: 'failed', problem: 'the key store of this desktop does not answer' };
    if (operation === 'wrap') return { kind: 'done', text: await close(text) };
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'));
    // The old form still opens; that a new one can't be made now is no reason to refuse the key.
    const renewed = shouldReEncrypt ? await close(result).catch(() => undefined) : undefined;
    return { kind: 'done', text: result, ...(renewed === undefined ? {} : { renewed }) };
  };
  const problems = {
    wrap: 'the key store of this desktop refused the key',
    unwrap:
      'the key store of this desktop does not hold the key of this vault; it may be locked, or was reset',
  };
  return {
    ask: (operation, text) =>
      answer(operation, text).catch(() => ({ kind: 'failed', problem: problems[operation] })),
  };
}
