/**
 * Secrets that a test can recognise wherever they turn up, also where somebody has encoded them on the way. What is
 * searched is kept until it is asked for, since a secret may be known only after it was written down.
 */
import { randomBytes } from 'node:crypto';

interface Evidence {
  readonly where: string;
  readonly parts: Buffer[];
}

export class Markers {
  readonly #secrets = new Map<string, string>();
  readonly #heard = new Map<string, Evidence>();

  /** A new secret; `odd`: with every character that some format gives a meaning to. */
  make(name: string, odd = false): string {
    const secret = `mark${randomBytes(12).toString('hex')}${odd ? `; }"'\\ %41+/=&<ü€` : ''}`;
    this.add(secret, name);
    return secret;
  }

  /** A secret that somebody else has made. */
  add(secret: string, name: string): void {
    this.#secrets.set(secret, name);
  }

  /** Bytes of one source, in their order; a secret may lie across two pieces. */
  hear(where: string, piece: Buffer): void {
    const known = this.#heard.get(where) ?? { where, parts: [] };
    known.parts.push(piece);
    this.#heard.set(where, known);
  }

  /** How many bytes there are to look at, so that a test can tell that it has looked at some. */
  get size(): number {
    return [...this.#heard.values()].flatMap(({ parts }) => parts).reduce((sum, one) => sum + one.length, 0);
  }

  get sources(): readonly string[] {
    return [...this.#heard.keys()];
  }

  /** Where secrets stand, as sentences; `only`: those with these names. */
  found(only?: readonly string[]): readonly string[] {
    const wanted = [...this.#secrets].filter(([, name]) => only?.includes(name) ?? true);
    const forms = wanted.flatMap(([secret, name]) =>
      formsOf(secret).map(({ form, bytes }) => ({ name, form, bytes })),
    );
    return [...this.#heard.values()].flatMap(({ where, parts }) => {
      const all = Buffer.concat(parts);
      return forms
        .filter(({ bytes }) => all.includes(bytes))
        .map(({ name, form, bytes }) => `${where}: ${name} (${form}), ${around(all, bytes)}`);
    });
  }
}

function around(all: Buffer, bytes: Buffer): string {
  const at = all.indexOf(bytes);
  return JSON.stringify(all.subarray(Math.max(0, at - 80), at + bytes.length + 20).toString('latin1'));
}

/** The ways in which a text may have been written down. */
export function formsOf(secret: string): readonly { readonly form: string; readonly bytes: Buffer }[] {
  const raw = Buffer.from(secret);
  const texts = new Map<string, string>([
    ['as it is', secret],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['JSON in JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
    ['percent', encodeURIComponent(secret)],
    ['form', new URLSearchParams({ '': secret }).toString().slice(1)],
    ['HTML', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['SQL', secret.replaceAll("'", "''")],
    ['connection string', secret.replaceAll('}', '}}')],
    ['hex', raw.toString('hex')],
    ['HEX', raw.toString('hex').toUpperCase()],
  ]);
  for (const shift of [0, 1, 2]) {
    // The characters at either end mix in the bytes beside the secret.
    const padded = Buffer.concat([Buffer.alloc(shift), raw])
      .toString('base64')
      .replaceAll('=', '');
    const inner = padded.slice(shift === 0 ? 0 : shift + 1, (raw.length + shift) % 3 === 0 ? undefined : -1);
    texts.set(`base64, ${shift}`, inner);
    texts.set(`base64url, ${shift}`, inner.replaceAll('+', '-').replaceAll('/', '_'));
  }
  const found = new Map<string, { form: string; bytes: Buffer }>();
  for (const [form, text] of texts) if (!found.has(text)) found.set(text, { form, bytes: Buffer.from(text) });
  found.set('\0utf16', { form: 'UTF-16LE', bytes: Buffer.from(secret, 'utf16le') });
  return [...found.values()];
}
