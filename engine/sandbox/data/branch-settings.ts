/** What a repository allows on its branches, and what its branches are for. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { commitReference } from './commits.ts';
import { groups } from './groups.ts';
import { pick } from './mix.ts';
import { link } from './site.ts';
import type { Repository, Workspace } from './workspace.ts';

interface Rule {
  readonly kind: string;
  readonly pattern: string;
  readonly branchType?: string;
  readonly value?: number;
  readonly isLimited?: true;
}

const rules: readonly Rule[] = [
  { kind: 'push', pattern: 'main', isLimited: true },
  { kind: 'restrict_merges', pattern: 'main', isLimited: true },
  { kind: 'force', pattern: '*' },
  { kind: 'delete', pattern: 'release/*' },
  { kind: 'require_approvals_to_merge', pattern: 'main', value: 2 },
  { kind: 'require_passing_builds_to_merge', pattern: '', branchType: 'production', value: 1 },
  { kind: 'delete', pattern: '', branchType: 'development' },
];

/** None where nothing was ever pushed. */
export function branchRestrictions(workspace: Workspace, repository: Repository): ChangeableCollection {
  const generated = repository.plan.commits === 0 ? [] : generatedRules(workspace, repository);
  return workspace.changes.list(`branch restrictions of ${repository.uuid}`, generated);
}

function generatedRules(workspace: Workspace, repository: Repository): readonly JsonObject[] {
  return rules.map(({ kind, pattern, branchType, value = null, isLimited }, index) => {
    const id = 17_000_000 + repository.index * 100 + index;
    return {
      type: 'branchrestriction',
      id,
      kind,
      branch_match_kind: branchType === undefined ? 'glob' : 'branching_model',
      ...(branchType === undefined ? {} : { branch_type: branchType }),
      pattern,
      value,
      users: isLimited === true ? [pick(workspace.people.members, repository.seed, index, 320).account] : [],
      groups: isLimited === true ? groups(workspace).slice(0, 1) : [],
      links: { self: link(`${repository.api}/branch-restrictions/${id}`) },
    };
  });
}

/** Every third repository has a branch for production. Without commits there are names of branches at most. */
function generatedModel(repository: Repository): JsonObject {
  const isEmpty = repository.plan.commits === 0;
  const branch = (name: string, at: number): JsonObject =>
    isEmpty ? {} : { branch: { type: 'branch', name, target: commitReference(repository, at) } };
  const kinds = ['bugfix', 'feature', 'hotfix', 'release'];
  return {
    type: 'branching_model',
    branch_types: kinds.map((kind) => ({ kind, prefix: `${kind}/` })),
    development: { ...branch('main', 0), name: isEmpty ? null : 'main', use_mainbranch: true },
    ...(repository.index % 3 === 1
      ? { production: { ...branch('release/stable', 4), name: 'release/stable', use_mainbranch: false } }
      : {}),
    links: { self: link(`${repository.api}/branching-model`) },
  };
}

/** A collection of one, since there is one model. */
export function branchingModel({ changes }: Workspace, repository: Repository): ChangeableCollection {
  return changes.list(`branching model of ${repository.uuid}`, [generatedModel(repository)]);
}

/** The repository's own where it says something, and else its project's. */
export function effectiveBranchingModel(workspace: Workspace, repository: Repository): JsonObject {
  const { links: _, ...own } = branchingModel(workspace, repository).render(0);
  const ofProject = { production: { name: 'release/stable', use_mainbranch: false } };
  return { ...ofProject, ...own, type: 'effective_repo_branching_model' };
}
