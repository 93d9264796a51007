/** Who a fresh token belongs to. */
import { bearer } from '../../auth/authorization-header.ts';
import type { OAuthProperties } from '../../auth/oauth-client.ts';
import { fixedTokens } from '../../auth/token-sources.ts';
import { BitbucketClient, type ClientParts } from '../../bitbucket/client.ts';
import { proxyAddress } from '../../dsn/proxy-address.ts';
import { accountName } from './test-connection.ts';

/** '' where the token does not say. Throws the client's errors. `watch`: who hears of the call. */
export async function identify(
  accessToken: string,
  properties: OAuthProperties,
  watch: Pick<ClientParts, 'observer' | 'meter'> = {},
): Promise<string> {
  const client = new BitbucketClient(
    {
      apiUrl: properties.ApiURL,
      hourlyBudget: 1,
      allowOverBudget: true,
      timeoutMs: properties.Timeout * 1000,
      maxConcurrency: 1,
      proxy: proxyAddress(properties, properties.ApiURL),
      caCertificate: properties.CACertificate,
    },
    { tokens: fixedTokens(bearer(accessToken)), ...watch },
  );
  try {
    return await accountName(client, { signal: AbortSignal.timeout(properties.Timeout * 1000) });
  } finally {
    await client.close();
  }
}
