/** Known hosts, caches, and whether pipelines are on. */
import { createHash } from 'node:crypto';
import type { ChangeableCollection } from '../data/changes.ts';
import { objectsOf } from '../data/collection.ts';
import { uuid } from '../data/mix.ts';
import { caches, knownHosts, pipelineConfig } from '../data/pipeline-settings.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json } from '../http/reply.ts';
import { textAt, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { listWrites } from './list-writes.ts';
import type { Route } from './route.ts';
import { check, refusable, refuse, refuseField, required } from './written-body.ts';

const repository = '/repositories/{workspace}/{repository}';
const seed = 0x505;

function knownHost(body: JsonObject, all: ChangeableCollection, id: string): JsonObject {
  check(body, { type: 'text', hostname: 'text', 'public_key.key_type': 'text', 'public_key.key': 'text' });
  const hostname = required(body, 'hostname');
  const isTaken = objectsOf(all).some((other) => other['hostname'] === hostname && other['uuid'] !== id);
  if (isTaken) refuse(failure(409, `A known host with the hostname ${hostname} already exists.`));
  const key = required(body, 'public_key.key');
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length === 0) refuseField('public_key', 'The key is Base64.');
  const sha256 = createHash('sha256').update(bytes).digest('base64').replace(/=$/, '');
  return {
    type: 'pipeline_known_host',
    uuid: id,
    hostname,
    public_key: {
      type: 'pipeline_ssh_public_key',
      key_type: required(body, 'public_key.key_type'),
      key,
      md5_fingerprint: createHash('md5').update(bytes).digest('hex'),
      sha256_fingerprint: `SHA256:${sha256}`,
    },
  };
}

const hostWrites = listWrites<Repository>({
  collection: `${repository}/pipelines_config/ssh/known_hosts`,
  key: 'host',
  word: 'Known host',
  within: inRepository,
  items: knownHosts,
  nameOf: (item) => textAt(item, 'uuid'),
  read: scopes.pipeline,
  create: {
    scope: scopes.pipelineVariable,
    make: ({ request: { body, workspace }, all }) =>
      knownHost(body, all, uuid(seed, workspace.changes.number())),
  },
  change: {
    scope: scopes.pipelineVariable,
    make: ({ request: { body }, all, item }) => knownHost(body, all, textAt(item, 'uuid')),
  },
  remove: { scope: scopes.pipelineVariable, make: () => undefined },
});

const cacheWrites = listWrites<Repository>({
  collection: `${repository}/pipelines-config/caches`,
  key: 'cache',
  word: 'Cache',
  within: inRepository,
  items: caches,
  nameOf: (item) => textAt(item, 'uuid'),
  remove: { scope: scopes.pipelineWrite, make: () => undefined },
});

const configWrite: Route = {
  method: 'PUT',
  pattern: `${repository}/pipelines_config`,
  scope: scopes.repositoryAdmin,
  handle: inRepository(
    refusable(({ body, workspace }, place) => {
      check(body, { type: 'text', enabled: 'boolean' });
      const all = pipelineConfig(workspace, place);
      all.replace(0, { ...all.render(0), enabled: body['enabled'] === true });
      return json(all.render(0));
    }),
  ),
};

export const pipelineHostWrites: readonly Route[] = [...hostWrites, ...cacheWrites, configWrite];
