/**
 * The server's half of SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding, as PostgreSQL speaks it: the user's
 * name comes from the startup message, the one in the exchange is ignored.
 *
 * Passwords here are generated and plain ASCII, so that SASLprep changes nothing in them.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { DrawbridgeError, SqlState } from '../error.ts';

export const scramMechanism = 'SCRAM-SHA-256';

const iterations = 4096;

/** What the server keeps instead of the password; made once, since it takes some milliseconds. */
export interface ScramVerifier {
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

export function createVerifier(password: string): ScramVerifier {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  return { salt, storedKey: sha256(hmac(salted, 'Client Key')), serverKey: hmac(salted, 'Server Key') };
}

/** One exchange: `first` answers the client's first message, `last` proves both sides or throws 28P01. */
export class ScramExchange {
  readonly #verifier: ScramVerifier;
  #clientFirstBare = '';
  #serverFirst = '';
  #nonce = '';
  #channelBinding = '';

  constructor(verifier: ScramVerifier) {
    this.#verifier = verifier;
  }

  first(message: string): string {
    // gs2 header: "n" no channel binding, "y" the client could but thinks that the server can't (true), "p=" wants it.
    const match =
      /^(?<header>(?:n|y),(?:a=[^,]*)?,)(?<bare>(?:m=[^,]*,)?n=[^,]*,r=(?<nonce>[\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/.exec(
        message,
      );
    const { header, bare, nonce } = match?.groups ?? {};
    if (header === undefined || bare === undefined || nonce === undefined || bare.startsWith('m='))
      throw malformed();
    this.#channelBinding = Buffer.from(header).toString('base64');
    this.#clientFirstBare = bare;
    this.#nonce = nonce + randomBytes(18).toString('base64');
    this.#serverFirst = `r=${this.#nonce},s=${this.#verifier.salt.toString('base64')},i=${iterations}`;
    return this.#serverFirst;
  }

  last(message: string): string {
    const match = /^(?<head>c=(?<binding>[^,]*),r=(?<nonce>[^,]*)(?:,.*)?),p=(?<proof>[A-Za-z0-9+/=]+)$/.exec(
      message,
    );
    const { head, binding, nonce, proof } = match?.groups ?? {};
    if (head === undefined || proof === undefined) throw malformed();
    if (binding !== this.#channelBinding || nonce !== this.#nonce) throw malformed();
    const authMessage = `${this.#clientFirstBare},${this.#serverFirst},${head}`;
    const { storedKey, serverKey } = this.#verifier;
    const clientKey = xor(Buffer.from(proof, 'base64'), hmac(storedKey, authMessage));
    if (clientKey === null || !timingSafeEqual(sha256(clientKey), storedKey)) {
      throw new DrawbridgeError(SqlState.invalidPassword, 'The password is wrong', {
        hint: "Use the password that stands in the engine's endpoint.json; it changes with every start.",
      });
    }
    return `v=${hmac(serverKey, authMessage).toString('base64')}`;
  }
}

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function xor(left: Buffer, right: Buffer): Buffer | null {
  if (left.length !== right.length) return null;
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

function malformed(): DrawbridgeError {
  return new DrawbridgeError(SqlState.protocolViolation, 'The SCRAM exchange is malformed');
}
