/** The two forms of the Authorization header that Bitbucket takes. */
import type { Secret } from '../dsn/secret.ts';

export function bearer(accessToken: string): string {
  return `Bearer ${accessToken}`;
}

/** An API token goes with the Atlassian e-mail, a consumer's secret with its key. */
export function basic(user: string, password: Secret): string {
  return `Basic ${Buffer.from(`${user}:${password.reveal()}`).toString('base64')}`;
}
