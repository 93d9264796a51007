import { Buffer } from 'node:buffer';

/** PostgreSQL's `bytea_output = hex`, its own default: `\x00ff`. */
export function hexBytesText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}

/** Its `bytea_output = escape`: what ASCII can print stands as it is, with two backslashes for one; the rest is octal. */
export function escapedBytesText(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[^ -~]|\\/g, (character) =>
      character === '\\' ? '\\\\' : `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
    );
}
