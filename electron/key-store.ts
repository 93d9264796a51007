/** safeStorage as the vault's key store. Only main reaches it; see engine/auth/desktop-keeper.ts for what is kept. */
import type { KeyStore, KeyStoreAnswer } from '../engine/auth/desktop-keeper.ts';

export interface SafeStorage {
  /** Linux only. */
  getSelectedStorageBackend(): string;
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  /** `shouldReEncrypt`: the key was rotated, or one that protects better is there now. */
  decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
}

export interface KeyStoreParts {
  readonly safeStorage: SafeStorage;
  readonly platform: NodeJS.Platform;
  readonly mayUseKeyFile: () => boolean;
}

/** Whether keys are protected: `basic_text` closes them with a password that everybody has. Once the app is ready. */
export function protectsKeys({ safeStorage, platform }: Omit<KeyStoreParts, 'mayUseKeyFile'>): boolean {
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

export function createKeyStore(parts: KeyStoreParts): KeyStore {
  const { safeStorage, mayUseKeyFile } = parts;
  const answer = async (operation: 'wrap' | 'unwrap', text: string): Promise<KeyStoreAnswer> => {
    if (!protectsKeys(parts)) return { kind: 'unprotected', mayUseKeyFile: mayUseKeyFile() };
    if (!(await safeStorage.isAsyncEncryptionAvailable()))
      return { kind: 'failed', problem: 'the key store of this desktop does not answer' };
    const close = async (key: string) => (await safeStorage.encryptStringAsync(key)).toString('base64');
    if (operation === 'wrap') return { kind: 'done', text: await close(text) };
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'));
    if (!shouldReEncrypt) return { kind: 'done', text: result };
    // The old form still opens; that a new one can't be made now is no reason to refuse the key.
    const renewed = await close(result).catch(() => undefined);
    return { kind: 'done', text: result, ...(renewed === undefined ? {} : { renewed }) };
  };
  return {
    ask: (operation, text) =>
      answer(operation, text).catch((): KeyStoreAnswer => ({
        kind: 'failed',
        problem:
          operation === 'wrap'
            ? 'the key store of this desktop refused the key'
            : 'the key store of this desktop does not hold the key of this vault; it may be locked, or was reset',
      })),
  };
}
