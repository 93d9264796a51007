/** Files that are offered for download: uploaded by a form, and removed by their names. */
import { findIndex } from '../data/changes.ts';
import { download, downloads } from '../data/downloads.ts';
import type { Repository } from '../data/workspace.ts';
import type { Reply } from '../http/reply.ts';
import { isJsonObject, textAt, type Json } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { listWrites } from './list-writes.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { refusable, refuseField } from './written-body.ts';

interface UploadedFile {
  readonly name: string;
  readonly content: string;
}

function uploaded(field: Json | undefined): readonly UploadedFile[] {
  const files = field === undefined ? [] : Array.isArray(field) ? (field as readonly Json[]) : [field];
  if (files.length === 0) refuseField('files', 'This field is required.');
  return files.map((file) => {
    const name = isJsonObject(file) ? textAt(file, 'filename') : '';
    if (!isJsonObject(file) || name === '') return refuseField('files', 'A file must have a name.');
    return { name, content: textAt(file, 'content') };
  });
}

/** One with the name of another takes its place. */
function upload(request: RestRequest, repository: Repository): Reply {
  const { workspace, body } = request;
  const all = downloads(workspace, repository);
  for (const { name, content } of uploaded(body['files'])) {
    const made = download(repository, {
      name,
      size: Buffer.byteLength(content),
      downloads: 0,
      created_on: workspace.changes.time(),
      user: callerAccount(request).account,
    });
    const index = findIndex(all, (item) => item['name'] === name);
    if (index === undefined) all.add(made);
    else all.replace(index, made);
  }
  return { status: 201, headers: {}, body: { kind: 'none' } };
}

const collection = '/repositories/{workspace}/{repository}/downloads';
const scope = scopes.repositoryWrite;

export const downloadWrites: readonly Route[] = [
  { method: 'POST', pattern: collection, scope, handle: inRepository(refusable(upload)) },
  ...listWrites<Repository>({
    collection,
    key: 'name',
    word: 'Download',
    within: inRepository,
    items: downloads,
    nameOf: (item) => textAt(item, 'name'),
    remove: { scope, make: () => undefined },
  }),
];
