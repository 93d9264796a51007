import type { IncomingMessage } from 'node:http';

const longest = 256 * 1024;

/** The body of a request as text. Throws when it is longer than any that the sandbox has a use for. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longest) throw new RangeError(`The body is longer than ${longest} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
