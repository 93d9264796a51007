/** What a repository's pipelines are set up with: on or off, known hosts, caches. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { choose, commitHash, uuid } from './mix.ts';
import { lastStep } from './pipeline-steps.ts';
import { pipelineUuid } from './pipelines.ts';
import { pipelineTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const day = 86_400_000;
const first = Date.UTC(2025, 5, 12, 8, 0);

/** A collection of one. */
export function pipelineConfig(
  { changes }: Workspace,
  { plan, condensed, uuid: id }: Repository,
): ChangeableCollection {
  const generated = { type: 'pipelines_config', enabled: plan.pipelines > 0, repository: condensed };
  return changes.list(`pipelines of ${id}`, [generated]);
}

export function knownHosts({ changes }: Workspace, repository: Repository): ChangeableCollection {
  return changes.list(`known hosts of ${repository.uuid}`, firstHosts(repository));
}

function firstHosts({ seed, plan }: Repository): readonly JsonObject[] {
  if (plan.pipelines === 0) return [];
  return ['git.example', '[ssh.example]:2222'].map((hostname, index) => ({
    type: 'pipeline_known_host',
    uuid: uuid(seed, 68_000 + index),
    hostname,
    public_key: {
      type: 'pipeline_ssh_public_key',
      key_type: index === 0 ? 'ssh-ed25519' : 'ssh-rsa',
      key: Buffer.from(commitHash(seed, 68_100 + index)).toString('base64'),
      md5_fingerprint: commitHash(seed, 68_200 + index).slice(0, 32),
      sha256_fingerprint: `SHA256:${Buffer.from(commitHash(seed, 68_300 + index)).toString('base64')}`,
    },
  }));
}

export function caches({ changes }: Workspace, repository: Repository): ChangeableCollection {
  return changes.list(`caches of ${repository.uuid}`, firstCaches(repository));
}

function firstCaches(repository: Repository): readonly JsonObject[] {
  const { seed, plan } = repository;
  if (plan.pipelines === 0) return [];
  return ['node', 'docker', 'größe'].map((name, index) => ({
    type: 'pipeline_cache',
    uuid: uuid(seed, 69_000 + index),
    pipeline_uuid: pipelineUuid(repository, index + 1),
    step_uuid: lastStep(repository, index + 1),
    name,
    key_hash: index === 1 ? undefined : commitHash(seed, 69_100 + index),
    path: name === 'node' ? '/opt/build/node_modules' : `/opt/cache/${name}`,
    file_size_bytes: index === 2 ? 5_000_000_021 : 1000 + choose(90_000_000, seed, index, 360),
    created_on: pipelineTimestamp(first + index * day, 201_000_000, 3),
  }));
}
