/**
 * Where Bitbucket creates each credential. Pages of a workspace need its slug; without one the list of workspaces
 * leads there. Source: the pages themselves, and support.atlassian.com/bitbucket-cloud/docs.
 */
import type { Scheme } from './steps.ts';

export interface BitbucketPages {
  readonly create: string;
  readonly help: string;
}

const workspaces = 'https://bitbucket.org/account/workspaces/';
const docs = 'https://support.atlassian.com/bitbucket-cloud/docs';

export function bitbucketPages(scheme: Scheme, workspace: string): BitbucketPages {
  const settings = (page: string) =>
    /^[\w.-]+$/.test(workspace)
      ? `https://bitbucket.org/${workspace}/workspace/settings/${page}`
      : workspaces;
  switch (scheme) {
    case 'OAuth':
    case 'OAuthClient':
      return { create: settings('api'), help: `${docs}/use-oauth-on-bitbucket-cloud/` };
    case 'APIToken':
      return {
        create: 'https://id.atlassian.com/manage-profile/security/api-tokens',
        help: `${docs}/create-an-api-token/`,
      };
    case 'AccessToken':
      return { create: settings('access-tokens'), help: `${docs}/access-tokens/` };
  }
}
