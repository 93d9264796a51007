/** The events that webhooks may be called for, as `/hook_events` lists them. */
import type { JsonObject } from '../json.ts';

const repository = [
  ['repo:push', 'Repository', 'Push', 'Whenever a repository push occurs'],
  ['repo:fork', 'Repository', 'Fork', 'Whenever a repository fork occurs'],
  ['repo:updated', 'Repository', 'Updated', 'Whenever a repository update occurs'],
  [
    'repo:commit_comment_created',
    'Repository',
    'Commit comment created',
    'Whenever a comment on a commit is made',
  ],
  ['repo:commit_status_created', 'Repository', 'Build status created', 'Whenever a build status is made'],
  ['repo:commit_status_updated', 'Repository', 'Build status updated', 'Whenever a build status changes'],
  ['pullrequest:created', 'Pull Request', 'Created', 'Whenever a pull request is made'],
  ['pullrequest:updated', 'Pull Request', 'Updated', 'Whenever a pull request is updated'],
  ['pullrequest:fulfilled', 'Pull Request', 'Merged', 'Whenever a pull request is merged'],
] as const;

const workspaceOnly = [
  ['project:updated', 'Project', 'Updated', 'Whenever a project is updated'],
  ['repo:created', 'Repository', 'Created', 'Whenever a repository is made'],
  ['repo:deleted', 'Repository', 'Deleted', 'Whenever a repository is deleted'],
  ['repo:transfer', 'Repository', 'Transfer accepted', 'Whenever a repository changes its owner'],
] as const;

/** undefined for what cannot be watched. */
export function hookEvents(subject: string): readonly JsonObject[] | undefined {
  if (subject !== 'repository' && subject !== 'workspace') return undefined;
  const events = subject === 'workspace' ? [...repository, ...workspaceOnly] : repository;
  return events.map(([event, category, label, description]) => ({ event, category, label, description }));
}
