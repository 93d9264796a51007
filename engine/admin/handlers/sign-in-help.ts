/** What helps people to sign in before they are sent to Bitbucket. */
import { checkCallback } from '../../auth/callback-check.ts';
import { permissionTopics, type Permission } from '../../bitbucket/permissions.ts';
import { failureOf, type Handlers } from '../dispatcher.ts';

export const signInHelpHandlers: Pick<Handlers, 'callback.check' | 'permissions.list'> = {
  async 'callback.check'({ callbackUrl }) {
    const { port, problem, suggestion } = await checkCallback(callbackUrl);
    return { port, problem: problem === null ? null : failureOf(problem), suggestion };
  },

  'permissions.list': () =>
    Promise.resolve({
      topics: permissionTopics.map(({ read, write, ...topic }) => ({
        ...topic,
        read: copied(read),
        ...(write === undefined ? {} : { write: copied(write) }),
      })),
    }),
};

const copied = ({ apiTokenScopes, ...permission }: Permission) => ({
  ...permission,
  apiTokenScopes: [...apiTokenScopes],
});
