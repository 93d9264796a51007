/** Every procedure of the model: those that stand in the schemas of repositories, and those about the sign-in. */
import { deepFreeze } from './define-table.ts';
import type { ProcedureDef, ProcedureHead, ProcedureParameter } from './procedure.ts';
import { approveCommit, unapproveCommit } from './procedures/approve-commit.ts';
import { createCommitStatus } from './procedures/create-commit-status.ts';
import { forkRepository } from './procedures/fork-repository.ts';
import { mergePullRequest } from './procedures/merge-pull-request.ts';
import { runPipeline, stopPipeline } from './procedures/pipelines.ts';
import {
  getOAuthAccessToken,
  getOAuthAuthorizationUrl,
  refreshOAuthAccessToken,
} from './procedures/sign-in.ts';
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

/** They stand in `Information`, and can be called by their name alone from everywhere. */
export const signInProcedures: readonly ProcedureHead[] = deepFreeze([
  getOAuthAuthorizationUrl,
  getOAuthAccessToken,
  refreshOAuthAccessToken,
]);

export const allProcedures: readonly ProcedureHead[] = Object.freeze([...procedures, ...signInProcedures]);

/** The procedure of that name, without regard to case. */
export function findProcedure(name: string): ProcedureDef | undefined {
  return byName(procedures, name);
}

export function findSignInProcedure(name: string): ProcedureHead | undefined {
  return byName(signInProcedures, name);
}

function byName<P extends ProcedureHead>(among: readonly P[], name: string): P | undefined {
  return among.find((procedure) => procedure.name.toLowerCase() === name.toLowerCase());
}
