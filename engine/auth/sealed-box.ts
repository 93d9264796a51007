/** AES-256-GCM with a fresh random nonce for each message; the purpose is authenticated with it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/** base64 of nonce, ciphertext and tag. */
export function seal(key: Buffer, purpose: string, plain: Buffer): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64');
}

/** Null when the key is another or a byte was changed. */
export function unseal(key: Buffer, purpose: string, sealed: string): Buffer | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < nonceLength + tagLength) return null;
  const nonce = bytes.subarray(0, nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  const plain = decipher.update(bytes.subarray(nonceLength, -tagLength));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    return null;
  }
}
