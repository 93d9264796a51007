/** Reports of scanners and test runs on commits, and what they point out in the code. */
import { type JsonObject, textAt } from '../json.ts';
import { findIndex, type ChangeableCollection } from './changes.ts';
import { generated } from './collection.ts';
import { chance, choose, pick, uuid } from './mix.ts';
import { title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;
const first = Date.UTC(2025, 3, 7, 5, 0);
const reporters = ['Foghorn Scan', 'Größenprüfer', 'Tide "Coverage"'];
const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];
/** The commit whose first report points out more than one page holds. */
export const faultyCommit = 2;
const manyAnnotations = 140;

function reportCount(repository: Repository, commit: number): number {
  if (commit < 0) return 0;
  return commit === faultyCommit ? 2 : Math.max(0, choose(8, repository.seed, commit, 170) - 5);
}

function reportId(repository: Repository, commit: number, index: number): string {
  return uuid(repository.seed, 70_000 + commit * 8 + index);
}

function times(commit: number, index: number): Pick<JsonObject, 'created_on' | 'updated_on'> {
  const created = first + (commit * 5 + index) * 37 * minute;
  return {
    created_on: restTimestamp(created, 204_800),
    updated_on: restTimestamp(created + (index % 3) * minute, 204_801),
  };
}

function dataOf(repository: Repository, commit: number, index: number): readonly JsonObject[] {
  const { seed } = repository;
  return [
    { title: 'Coverage', type: 'PERCENTAGE', value: choose(101, seed + commit, index, 171) },
    { title: 'Safe to merge?', type: 'BOOLEAN', value: chance(50, seed + commit, index, 172) },
  ];
}

function report(repository: Repository, commit: number, index: number): JsonObject {
  const seed = repository.seed + commit;
  return {
    type: 'report',
    uuid: reportId(repository, commit, index),
    external_id: `foghorn-${commit}-${index}`,
    title: title(seed, index, 4),
    details: title(seed, index + 9, 6),
    reporter: pick(reporters, seed, index, 173),
    report_type: pick(['SECURITY', 'COVERAGE', 'TEST', 'BUG'], seed, index, 174),
    result: pick(['PASSED', 'FAILED', 'PENDING'], seed, index, 175),
    remote_link_enabled: chance(50, seed, index, 176),
    link: `https://foghorn.example/reports/${commit}/${index}`,
    logo_url: 'https://foghorn.example/logo.png',
    data: dataOf(repository, commit, index),
    ...times(commit, index),
  };
}

/** Where it is neither in a file nor about a line, nothing says so but the absence. */
function annotation(repository: Repository, commit: number, of: number, index: number): JsonObject {
  const seed = repository.seed + commit * 8 + of;
  const place = chance(80, seed, index, 177)
    ? { path: `src/piers/größe_${index % 9}.ts`, line: 1 + choose(500, seed, index, 178) }
    : {};
  return {
    type: 'report_annotation',
    uuid: uuid(seed, 90_000 + index),
    external_id: `foghorn-${commit}-${of}-${index}`,
    annotation_type: pick(['VULNERABILITY', 'CODE_SMELL', 'BUG'], seed, index, 179),
    ...place,
    summary: title(seed, index, 5),
    details: title(seed, index + 17, 6),
    result: pick(['PASSED', 'FAILED', 'SKIPPED', 'IGNORED'], seed, index, 180),
    severity: pick(severities, seed, index, 181),
    link: `https://foghorn.example/reports/${commit}/${of}#${index}`,
    ...times(commit, index),
  };
}

export function reports(workspace: Workspace, repository: Repository, commit: number): ChangeableCollection {
  const all = generated(reportCount(repository, commit), (index) => report(repository, commit, index));
  return workspace.changes.over(`reports ${repository.uuid} ${commit}`, all, 'last');
}

/** By its UUID, or by the identifier of whoever made it. */
export function isMeant({ uuid: id, external_id: externalId }: JsonObject, wanted: string): boolean {
  return wanted === id || wanted === externalId;
}

/** Undefined if the commit has no such report. */
export function annotations(
  workspace: Workspace,
  repository: Repository,
  commit: number,
  wanted: string,
): ChangeableCollection | undefined {
  const all = reports(workspace, repository, commit);
  const of = findIndex(all, (one) => isMeant(one, wanted));
  if (of === undefined) return undefined;
  const id = textAt(all.record(of), 'uuid');
  const place = Array.from({ length: reportCount(repository, commit) }).findIndex(
    (_, index) => reportId(repository, commit, index) === id,
  );
  const generatedOnes = generated(place < 0 ? 0 : annotationCount(repository, commit, place), (index) =>
    annotation(repository, commit, place, index),
  );
  return workspace.changes.over(`annotations ${repository.uuid} ${commit} ${id}`, generatedOnes, 'last');
}

function annotationCount(repository: Repository, commit: number, of: number): number {
  return commit === faultyCommit && of === 0 ? manyAnnotations : choose(5, repository.seed + commit, of, 182);
}
