/**
 * Signing in by SQL, for applications that receive the code at an address of their own. The names are those that users
 * of other drivers know.
 */
import type { ProcedureHead, ProcedureParameter } from '../procedure.ts';
import type { ColumnDef } from '../table.ts';

const text = (name: string, description: string): ProcedureParameter => ({
  name,
  type: 'VARCHAR',
  length: 2048,
  required: false,
  description,
});

const callback = 'The address that Bitbucket sends the browser back to, as the OAuth consumer names it.';

const tokenColumns: readonly ColumnDef[] = [
  {
    name: 'OAuthAccessToken',
    type: 'VARCHAR',
    length: 2048,
    nullable: false,
    description:
      'The access token; "(kept in the vault)" for a data source, which uses it from there. A connection string without a data source is told the token itself: connect with AuthScheme=AccessToken.',
    path: 'OAuthAccessToken',
  },
  {
    name: 'OAuthRefreshToken',
    type: 'VARCHAR',
    length: 2048,
    nullable: true,
    description: 'The token that renews it once, in the same way; null where Bitbucket gives none.',
    path: 'OAuthRefreshToken',
  },
  {
    name: 'ExpiresIn',
    type: 'BIGINT',
    nullable: false,
    description: 'Seconds until the access token ends.',
    path: 'ExpiresIn',
  },
];

export const getOAuthAuthorizationUrl: ProcedureHead = {
  name: 'GetOAuthAuthorizationURL',
  description:
    'The address of the page on which a person allows the access. Bitbucket then sends the browser to the callback address, with the code that GetOAuthAccessToken takes. Makes no call.',
  parameters: [
    text('CallbackURL', `${callback} The property CallbackURL where nothing is said.`),
    text('State', 'Comes back with the code, so that an application knows its own request.'),
    text(
      'Scope',
      'Scopes, with spaces between them. Bitbucket refuses those that the consumer does not have, and grants all that it has.',
    ),
  ],
  result: [
    {
      name: 'URL',
      type: 'VARCHAR',
      length: 2048,
      nullable: false,
      description: 'The address to open in a browser.',
      path: 'URL',
    },
  ],
};

export const getOAuthAccessToken: ProcedureHead = {
  name: 'GetOAuthAccessToken',
  description:
    'Signs in. With Verifier it exchanges the code; without, in AuthMode APP, it opens the browser on the computer of the engine and waits.',
  parameters: [
    {
      ...text(
        'AuthMode',
        'APP: the engine waits for the browser by itself. WEB: the code came back to an application, and is Verifier.',
      ),
      otherwise: 'APP',
      values: ['APP', 'WEB'],
    },
    text('CallbackUrl', `${callback} With Verifier: the one that the code was asked for with.`),
    {
      ...text(
        'Verifier',
        'The code, or the whole address that the browser was sent to. The property OAuthVerifier where nothing is said.',
      ),
      secret: true,
    },
    text('State', 'Compared with the state in the address that is given as Verifier.'),
  ],
  result: tokenColumns,
};

export const refreshOAuthAccessToken: ProcedureHead = {
  name: 'RefreshOAuthAccessToken',
  description: 'Renews a sign-in now. Without being called for it, the engine renews one before it ends.',
  parameters: [
    {
      ...text(
        'OAuthRefreshToken',
        'The refresh token; that of the sign-in of the data source where nothing is said.',
      ),
      secret: true,
    },
  ],
  result: tokenColumns,
};
