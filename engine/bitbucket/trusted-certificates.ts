/** The certificates of authorities that are trusted besides the built-in ones. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DrawbridgeError, SqlState } from '../error.ts';

/** The certificates of a PEM file, as PEM. Throws 22023 where it cannot be read or holds none. */
export function certificatesOf(path: string): readonly string[] {
  const text = read(path);
  const blocks =
    text.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.*?-----END [A-Z0-9 ]+-----/gs) ?? [];
  if (blocks.length === 0)
    throw unusable(`The file ${path} holds no certificate in PEM form.`, howToConvert(text));
  for (const block of blocks) checkCertificate(path, block);
  return blocks;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    throw unusable(
      `The CA certificate ${path} cannot be read.`,
      'Set CACertificate to a PEM file that this account may read.',
      error,
    );
  }
}

/** Node ignores what it cannot read, and the connection would fail with another reason. */
function checkCertificate(path: string, block: string): void {
  try {
    void new X509Certificate(block);
  } catch (error) {
    throw unusable(
      `A certificate in ${path} is damaged.`,
      'Export it once more, as "Base-64 encoded X.509".',
      error,
    );
  }
}

function howToConvert(text: string): string {
  if (text.includes('PRIVATE KEY-----'))
    return 'It holds a private key, which nobody needs here: name the file with the certificate in CACertificate.';
  // DER begins so, whatever it holds.
  if (text.startsWith('\x30'))
    return 'It looks like DER: convert it with "openssl x509 -inform der -in FILE -out FILE.pem", or export it as "Base-64 encoded X.509".';
  return 'Name a PEM file in CACertificate: a text with -----BEGIN CERTIFICATE----- in it.';
}

function unusable(message: string, hint: string, cause?: unknown): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, message, { hint, cause });
}
