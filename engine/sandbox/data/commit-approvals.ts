import type { ChangeableCollection } from './changes.ts';
import type { Repository, Workspace } from './workspace.ts';

/** Who approved a commit, as participants; nobody has before somebody is asked to. */
export function commitApprovals(
  workspace: Workspace,
  repository: Repository,
  commit: number,
): ChangeableCollection {
  return workspace.changes.list(`approvals of ${repository.uuid} ${commit}`, []);
}
