import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { choose, pick } from './mix.ts';
import { link } from './site.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const day = 86_400_000;
const first = Date.UTC(2023, 10, 5, 14, 0);
const names = ['handbook.pdf', 'größenplan v2.zip', 'tide-tables.csv'];

/** Files that people put beside the code; none where there is none. */
export function downloads(workspace: Workspace, repository: Repository): ChangeableCollection {
  const generated = repository.plan.commits === 0 ? [] : generatedDownloads(workspace, repository);
  return workspace.changes.list(`downloads of ${repository.uuid}`, generated);
}

function generatedDownloads({ people }: Workspace, repository: Repository): readonly JsonObject[] {
  const { seed } = repository;
  return names.map((name, index) =>
    download(repository, {
      name,
      size: index === 1 ? 5_000_000_019 : 1000 + choose(90_000, seed, index, 350),
      downloads: choose(400, seed, index, 351),
      created_on: restTimestamp(first + index * day, 13_377),
      user: pick(people.members, seed, index, 352).account,
    }),
  );
}

interface Upload extends JsonObject {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly downloads: number;
  readonly created_on: string;
  readonly user: JsonObject;
}

export function download({ api }: Repository, upload: Upload): JsonObject {
  const links = { self: link(`${api}/downloads/${encodeURIComponent(upload.name)}`) };
  return { type: 'download', ...upload, links };
}
