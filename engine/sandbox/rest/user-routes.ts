/** The account behind the credentials. */
import { collectionOf } from '../data/collection.ts';
import { gpgKeys, sshKeys } from '../data/keys.ts';
import { failure } from '../http/reply.ts';
import { type Scope, scopes } from '../oauth/scopes.ts';
import { link } from '../data/site.ts';
import type { Person } from '../data/people.ts';
import type { Workspace } from '../data/workspace.ts';
import type { RestRequest, Route } from './route.ts';
import { serveList, type Listed } from './plain-list.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

/** The first member, or the account behind a token without a person. */
export function callerAccount(request: RestRequest): Person {
  const { members, bot } = request.workspace.people;
  return request.caller.account === 'person' ? (members[0] ?? bot) : bot;
}

/** The account that the path names by UUID or account ID. */
export function findPerson({ parameters: { user = '' }, workspace }: RestRequest): Person | undefined {
  const { members, bot } = workspace.people;
  return [...members, bot].find((person) => person.uuid === user || person.account['account_id'] === user);
}

/** `path` is what follows the account's own. */
function keyList(path: string, scope: Scope, keys: (workspace: Workspace, person: Person) => Listed): Route {
  return {
    pattern: `/users/{user}${path}`,
    scope,
    handle: (request) => {
      const person = findPerson(request);
      return person === undefined
        ? failure(404, `User not found: ${request.parameters['user'] ?? ''}`)
        : serveList(keys(request.workspace, person), request);
    },
  };
}

export const userRoutes: readonly Route[] = [
  {
    pattern: '/user',
    scope: scopes.user,
    handle: (request) => serveObject(callerAccount(request).profile, request),
  },
  {
    pattern: '/user/emails',
    scope: scopes.email,
    handle: (request) => {
      const { email } = callerAccount(request);
      const self = link(`${request.workspace.site.api}/user/emails/${email}`);
      const address = { type: 'email', email, is_primary: true, is_confirmed: true, links: { self } };
      return servePage(
        {
          key: `emails ${email}`,
          items: collectionOf([address]),
          paging: 'numbers',
          defaultLength: 10,
          longest: 100,
        },
        request,
      );
    },
  },
  {
    pattern: '/users/{user}',
    scope: scopes.user,
    handle: (request) => {
      const { user = '' } = request.parameters;
      const found = findPerson(request);
      if (found === undefined) return failure(404, `User not found: ${user}`);
      // Only the caller sees their own user name.
      const { username: _, ...visible } = found.profile;
      return serveObject(visible, request);
    },
  },
  keyList('/ssh-keys', scopes.sshKey, sshKeys),
  keyList('/gpg-keys', scopes.gpgKey, gpgKeys),
];
