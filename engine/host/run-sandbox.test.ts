import { expect, test } from 'vitest';
import { runSandbox } from './run-sandbox.ts';

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

test('the credentials that are told open the sandbox, each kind of them', async () => {
  const running = await runSandbox({
    port: 0,
    latencyMilliseconds: 0,
    archivePullRequests: 0,
    callbackUrl: 'http://localhost:33333',
  });
  try {
    const { apiUrl, tokenUrl, accessToken, apiToken, privateConsumer } = running.facts;
    const reply = await fetch(tokenUrl, {
      method: 'POST',
      headers: { authorization: basic(privateConsumer.key, privateConsumer.secret) },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: issued } = (await reply.json()) as { access_token: string };
    for (const authorization of [
      `Bearer ${issued}`,
      `Bearer ${accessToken}`,
      basic(apiToken.email, apiToken.token),
    ]) {
      const { status } = await fetch(`${apiUrl}/user`, { headers: { authorization } });
      expect(status).toBe(200);
    }
  } finally {
    await running.close();
  }
});
