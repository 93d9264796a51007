/** Posting forms to an OAuth token endpoint, through a proxy and with further CA certificates where asked for. */
import { dispatcherFor, type DispatcherOptions } from '../bitbucket/dispatcher.ts';
import { networkFailure } from '../bitbucket/network-error.ts';
import { userAgent } from '../bitbucket/user-agent.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface TokenReply {
  readonly status: number;
  readonly body: string;
}

/** Rejects with 08001 or 08006 when there is no answer. Made once only: codes and refresh tokens are used up. */
export type TokenPost = (url: string, authorization: string, form: URLSearchParams) => Promise<TokenReply>;

export interface TokenNetwork extends Pick<DispatcherOptions, 'proxy' | 'caCertificate'> {
  readonly timeoutMs: number;
}

/** Token replies are a few hundred bytes. */
const maxBody = 1024 * 1024;

export function tokenPost(network: TokenNetwork): TokenPost {
  return async (url, authorization, form) => {
    const target = new URL(url);
    const dispatcher = dispatcherFor({ ...network, maxConcurrency: 1 });
    try {
      const response = await dispatcher.request({
        origin: target.origin,
        path: target.pathname + target.search,
        method: 'POST',
        headers: {
          authorization,
          accept: 'application/json',
          'user-agent': userAgent,
          // A JSON body makes Bitbucket answer "Unsupported grant type: None".
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: form.toString(),
        signal: AbortSignal.timeout(network.timeoutMs),
      });
      return { status: response.statusCode, body: await readBody(response.body) };
    } catch (error) {
      throw networkFailure(error, target.host, network.proxy).error;
    } finally {
      await dispatcher.destroy();
    }
  };
}

async function readBody(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > maxBody) throw new DrawbridgeError(SqlState.sourceFailed, 'The token reply is too long.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
