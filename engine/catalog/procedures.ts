/** Every procedure of the model; all stand in the schemas of repositories. */
import { deepFreeze } from './define-table.ts';
import type { ProcedureDef, ProcedureParameter } from './procedure.ts';
import { approveCommit, unapproveCommit } from './procedures/approve-commit.ts';
import { createCommitStatus } from './procedures/create-commit-status.ts';
import { forkRepository } from './procedures/fork-repository.ts';
import { mergePullRequest } from './procedures/merge-pull-request.ts';
import { runPipeline, stopPipeline } from './procedures/pipelines.ts';
import {
  approvePullRequest,
  declinePullRequest,
  requestChanges,
  unapprovePullRequest,
} from './procedures/review-pull-request.ts';

/** Taken by each, so that a call needs no schema. */
export const repositorySlug: ProcedureParameter = {
  name: 'RepositorySlug',
  type: 'VARCHAR',
  length: 62,
  required: false,
  description: 'The slug of the repository; that of the schema where nothing is said.',
};

export const procedures: readonly ProcedureDef[] = deepFreeze(
  [
    mergePullRequest,
    approvePullRequest,
    unapprovePullRequest,
    requestChanges,
    declinePullRequest,
    runPipeline,
    stopPipeline,
    forkRepository,
    createCommitStatus,
    approveCommit,
    unapproveCommit,
  ].map((procedure) => ({ ...procedure, parameters: [...procedure.parameters, repositorySlug] })),
);

/** The procedure of that name, without regard to case. */
export function findProcedure(name: string): ProcedureDef | undefined {
  return procedures.find((procedure) => procedure.name.toLowerCase() === name.toLowerCase());
}
