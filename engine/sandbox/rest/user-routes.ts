/** The account behind the credentials. */
import { collectionOf } from '../data/collection.ts';
import { failure } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import { link } from '../data/site.ts';
import type { Person } from '../data/people.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

/** The first member, or the account behind a token without a person. */
export function callerAccount(request: RestRequest): Person {
  const { members, bot } = request.workspace.people;
  return request.caller.account === 'person' ? (members[0] ?? bot) : bot;
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
      const { members, bot } = request.workspace.people;
      const found = [...members, bot].find(
        (person) => person.uuid === user || person.account['account_id'] === user,
      );
      if (found === undefined) return failure(404, `User not found: ${user}`);
      // Only the caller sees their own user name.
      const { username: _, ...visible } = found.profile;
      return serveObject(visible, request);
    },
  },
];
