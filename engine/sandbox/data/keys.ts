/** Public keys: of accounts, repositories and projects. Nobody has the private ones. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { choose, commitHash, uuid } from './mix.ts';
import type { Person } from './people.ts';
import { link, type Site } from './site.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const day = 86_400_000;
const first = Date.UTC(2022, 6, 1, 12, 0);

function sshKey(seed: number, index: number): string {
  return `ssh-ed25519 ${Buffer.from(commitHash(seed, 940 + index)).toString('base64')}`;
}

interface DeployKeyOwner {
  readonly seed: number;
  readonly api: string;
  /** The first of their numbers. */
  readonly from: number;
}

function deployKeys(
  type: string,
  { seed, api, from }: DeployKeyOwner,
  more: JsonObject,
): readonly JsonObject[] {
  return ['Build server', 'mirror "Nord"'].map((label, index) => {
    const added = restTimestamp(first + choose(300, seed, index, 340) * day, 993_890);
    return {
      type,
      id: from + index,
      key: sshKey(seed, index),
      label,
      comment: index === 0 ? 'build@lighthouse.example' : '',
      added_on: added,
      created_on: added,
      last_used: index === 0 ? restTimestamp(first + 900 * day, 0) : null,
      ...more,
      links: { self: link(`${api}/deploy-keys/${from + index}`) },
    };
  });
}

export function repositoryDeployKeys(
  { people, changes }: Workspace,
  repository: Repository,
): ChangeableCollection {
  const { seed, api, index, condensed, uuid: id } = repository;
  const owner = people.members[index % people.members.length]?.account;
  const from = 4000 + index * 10;
  const generated = deployKeys('deploy_key', { seed, api, from }, { repository: condensed, owner });
  return changes.list(`deploy keys of ${id}`, generated);
}

export function projectDeployKeys(
  { people, changes }: Workspace,
  {
    key,
    seed,
    api,
    object,
  }: { readonly key: string; readonly seed: number; readonly api: string; readonly object: JsonObject },
): ChangeableCollection {
  const created_by = people.members[0]?.account;
  const from = 9000 + (seed % 0x1_0000) * 10;
  const generated = deployKeys('project_deploy_key', { seed, api, from }, { project: object, created_by });
  return changes.list(`deploy keys of ${key}`, generated);
}

const accountKeys = 0x5591;

function accountSeed({ uuid: id }: Person): number {
  return accountKeys + Number.parseInt(id.slice(1, 7), 16);
}

export function sshKeys({ site, changes }: Workspace, person: Person): ChangeableCollection {
  return changes.list(`SSH keys of ${person.uuid}`, generatedSshKeys(site, person));
}

function generatedSshKeys(site: Site, person: Person): readonly JsonObject[] {
  const seed = accountSeed(person);
  return ['laptop', ''].map((label, index) => {
    const id = uuid(seed, index);
    return {
      type: 'ssh_key',
      uuid: id,
      key: sshKey(seed, index),
      label,
      comment: `member@${index === 0 ? 'lüfter' : 'mole'}`,
      fingerprint: commitHash(seed, 950 + index),
      created_on: restTimestamp(first + index * day, 196_003),
      expires_on: index === 0 ? restTimestamp(first + 3000 * day, 0) : null,
      last_used: index === 0 ? restTimestamp(first + 1100 * day, 196_003) : null,
      owner: person.account,
      links: { self: link(`${site.api}/users/${encodeURIComponent(person.uuid)}/ssh-keys/${id}`) },
    };
  });
}

/** One with a subkey. */
export function gpgKeys({ site, changes }: Workspace, person: Person): ChangeableCollection {
  return changes.list(`GPG keys of ${person.uuid}`, generatedGpgKeys(site, person));
}

function generatedGpgKeys(site: Site, person: Person): readonly JsonObject[] {
  const seed = accountSeed(person);
  const fingerprint = commitHash(seed, 960);
  const key = (own: string, parent: string | null): JsonObject => ({
    type: 'gpg_key',
    fingerprint: own,
    key_id: own.slice(-16),
    parent_fingerprint: parent,
    name: `${person.displayName}'s key`,
    comment: 'signs commits',
    key: `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${own}\n-----END PGP PUBLIC KEY BLOCK-----\n`,
    created_on: restTimestamp(first, 207_005),
    added_on: restTimestamp(first + 2 * day, 154_081),
    expires_on: restTimestamp(first + 4000 * day, 0),
    last_used: restTimestamp(first + 1200 * day, 0),
    owner: person.account,
    links: { self: link(`${site.api}/users/${encodeURIComponent(person.uuid)}/gpg-keys/${own}`) },
  });
  return [{ ...key(fingerprint, null), subkeys: [key(commitHash(seed, 961), fingerprint)] }];
}
