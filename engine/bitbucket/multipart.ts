/** `multipart/form-data` (RFC 7578), for the few endpoints that take no JSON. */
import { randomUUID } from 'node:crypto';

export interface FormPart {
  readonly name: string;
  readonly value: string;
  /** Set for a file. */
  readonly filename?: string;
}

export class MultipartBody {
  readonly contentType: string;
  readonly text: string;

  constructor(parts: readonly FormPart[]) {
    // A random one stands in no value.
    const boundary = `drawbridge-${randomUUID()}`;
    this.contentType = `multipart/form-data; boundary=${boundary}`;
    this.text = [
      ...parts.map((part) => `--${boundary}\r\n${partText(part)}\r\n`),
      `--${boundary}--\r\n`,
    ].join('');
  }
}

function partText({ name, value, filename }: FormPart): string {
  const file =
    filename === undefined
      ? ''
      : `; filename="${escaped(filename)}"\r\ncontent-type: application/octet-stream`;
  return `content-disposition: form-data; name="${escaped(name)}"${file}\r\n\r\n${value}`;
}

/** As browsers write names, https://html.spec.whatwg.org/#multipart-form-data. */
function escaped(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
