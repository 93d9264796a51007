/** Public keys: added and removed; a key itself never changes, its name may. */
import { createHash } from 'node:crypto';
import type { ChangeableCollection } from '../data/changes.ts';
import { objectsOf } from '../data/collection.ts';
import { gpgKeys, projectDeployKeys, repositoryDeployKeys, sshKeys } from '../data/keys.ts';
import { uuid } from '../data/mix.ts';
import type { Person } from '../data/people.ts';
import { link } from '../data/site.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { textAt, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { inProject, type ProjectPlace } from './find-project.ts';
import { listWrites } from './list-writes.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount, findPerson } from './user-routes.ts';
import { check, refuse, refuseField, required, textIn } from './written-body.ts';

const seed = 0x5592;
const deployKeyFields = { key: 'text', label: 'text', comment: 'text' } as const;

/** The key without its comment, and the comment. */
function publicKey(body: JsonObject): { readonly key: string; readonly comment: string } {
  const [, key, comment = ''] =
    /^((?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+) [A-Za-z0-9+/]+={0,2})(?: (.*))?$/.exec(
      required(body, 'key'),
    ) ?? [];
  return key === undefined ? refuseField('key', 'Invalid SSH key.') : { key, comment };
}

function checkNew(all: ChangeableCollection, key: string): void {
  if (objectsOf(all).every((other) => other['key'] !== key)) return;
  refuseField('key', 'Someone has already added that SSH key.');
}

function deployKey(
  { body, workspace }: RestRequest,
  all: ChangeableCollection,
  api: string,
  more: JsonObject,
): JsonObject {
  check(body, deployKeyFields);
  const { key, comment } = publicKey(body);
  checkNew(all, key);
  const id = 50_000 + workspace.changes.number();
  const now = workspace.changes.time();
  return {
    id,
    key,
    label: textIn(body, 'label') ?? '',
    comment: textIn(body, 'comment') ?? comment,
    added_on: now,
    created_on: now,
    last_used: null,
    links: { self: link(`${api}/deploy-keys/${id}`) },
    ...more,
  };
}

const deployKeys = {
  key: 'key',
  word: 'Deploy key',
  nameOf: ({ id }: JsonObject) => (typeof id === 'number' ? `${id}` : ''),
};

const repositoryKeys = listWrites<Repository>({
  ...deployKeys,
  collection: '/repositories/{workspace}/{repository}/deploy-keys',
  within: inRepository,
  items: repositoryDeployKeys,
  read: scopes.repositoryAdmin,
  create: {
    scope: scopes.deployKeyWrite,
    status: 200,
    make: ({ request, place, all }) =>
      deployKey(request, all, place.api, {
        type: 'deploy_key',
        repository: place.condensed,
        owner: callerAccount(request).account,
      }),
  },
  change: {
    scope: scopes.deployKeyWrite,
    make({ request: { body }, item }) {
      check(body, deployKeyFields);
      const { key, comment } = publicKey(body);
      if (key !== item['key']) refuseField('key', 'The key itself cannot be changed.');
      const own = textIn(body, 'comment') ?? comment;
      return { ...item, label: textIn(body, 'label') ?? item['label'], comment: own };
    },
  },
  remove: { scope: scopes.deployKeyDelete, make: () => undefined },
});

const projectKeys = listWrites<ProjectPlace>({
  ...deployKeys,
  collection: '/workspaces/{workspace}/projects/{project}/deploy-keys',
  within: inProject,
  items: projectDeployKeys,
  create: {
    scope: scopes.projectDeployKeyWrite,
    status: 200,
    make: ({ request, place, all }) =>
      deployKey(request, all, place.api, {
        type: 'project_deploy_key',
        project: place.object,
        created_by: callerAccount(request).account,
      }),
  },
  remove: { scope: scopes.projectDeployKeyDelete, make: () => undefined },
});

/** A handler of a route below an account, which only its owner may change. */
function ofCaller(handle: (request: RestRequest, person: Person) => Reply): Route['handle'] {
  return (request) => {
    const person = findPerson(request);
    if (person === undefined) return failure(404, `User not found: ${request.parameters['user'] ?? ''}`);
    if (person !== callerAccount(request)) return failure(403, 'That account is not yours.');
    return handle(request, person);
  };
}

const accountSshKeys = listWrites<Person>({
  collection: '/users/{user}/ssh-keys',
  key: 'key',
  word: 'SSH key',
  within: ofCaller,
  items: sshKeys,
  nameOf: (item) => textAt(item, 'uuid'),
  create: {
    scope: scopes.sshKeyWrite,
    make({ request: { body, workspace }, place, all }) {
      check(body, { key: 'text', label: 'text' });
      const { key, comment } = publicKey(body);
      checkNew(all, key);
      const id = uuid(seed, workspace.changes.number());
      return {
        type: 'ssh_key',
        uuid: id,
        key,
        label: textIn(body, 'label') ?? '',
        comment,
        fingerprint: createHash('sha256').update(key).digest('hex').slice(0, 40),
        created_on: workspace.changes.time(),
        expires_on: null,
        last_used: null,
        owner: place.account,
        links: { self: link(`${workspace.site.api}/users/${encodeURIComponent(place.uuid)}/ssh-keys/${id}`) },
      };
    },
  },
  change: {
    scope: scopes.sshKeyWrite,
    make({ request: { body }, item }) {
      check(body, { label: 'text' });
      return { ...item, ...body };
    },
  },
  remove: { scope: scopes.sshKeyDelete, make: () => undefined },
});

const accountGpgKeys = listWrites<Person>({
  collection: '/users/{user}/gpg-keys',
  key: 'fingerprint',
  word: 'GPG key',
  within: ofCaller,
  items: gpgKeys,
  nameOf: (item) => textAt(item, 'fingerprint'),
  create: {
    scope: scopes.gpgKeyWrite,
    make({ request: { body, workspace }, place, all }) {
      check(body, { key: 'text' });
      const key = required(body, 'key');
      if (!key.trimStart().startsWith('-----BEGIN PGP PUBLIC KEY BLOCK-----')) {
        refuseField('key', 'Invalid GPG key.');
      }
      const own = createHash('sha256').update(key.trim()).digest('hex').slice(0, 40);
      if (objectsOf(all).some((other) => other['fingerprint'] === own)) {
        refuse(failure(400, 'That GPG key was added already.'));
      }
      const now = workspace.changes.time();
      return {
        type: 'gpg_key',
        fingerprint: own,
        key_id: own.slice(-16),
        parent_fingerprint: null,
        name: `${place.displayName}'s key`,
        comment: '',
        key,
        created_on: now,
        added_on: now,
        expires_on: null,
        last_used: null,
        owner: place.account,
        subkeys: [],
        links: {
          self: link(`${workspace.site.api}/users/${encodeURIComponent(place.uuid)}/gpg-keys/${own}`),
        },
      };
    },
  },
  remove: { scope: scopes.gpgKeyDelete, make: () => undefined },
});

export const keyWrites: readonly Route[] = [
  ...repositoryKeys,
  ...projectKeys,
  ...accountSshKeys,
  ...accountGpgKeys,
];
