/** Pipelines that are started by hand, and stopped. */
import { findIndex } from '../data/changes.ts';
import { commitReference } from '../data/commits.ts';
import { uuid } from '../data/mix.ts';
import { pipelines } from '../data/pipelines.ts';
import { branches, tags } from '../data/refs.ts';
import { link } from '../data/site.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { commitIndex } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, member, refusable, refuseField, required, textIn } from './written-body.ts';

function run(request: RestRequest, repository: Repository): Reply {
  const { body, workspace } = request;
  check(body, {
    'target.type': 'text',
    'target.ref_type': 'text',
    'target.ref_name': 'text',
    'target.commit.type': 'text',
    'target.commit.hash': 'text',
    'target.selector.type': 'text',
    'target.selector.pattern': 'text',
    variables: 'list',
  });
  if (required(body, 'target.type') !== 'pipeline_ref_target')
    refuseField('target', 'Unknown kind of target.');
  const refType = required(body, 'target.ref_type');
  const refName = required(body, 'target.ref_name');
  const refs = (refType === 'tag' ? tags : branches)(workspace, repository);
  const place = findIndex(refs, (ref) => ref['name'] === refName);
  if (place === undefined) refuseField('target', `There is no ${refType} "${refName}".`);
  const head = textIn(refs.render(place), 'target.hash') ?? '';
  const hash = textIn(body, 'target.commit.hash') ?? head;
  const commit = commitIndex(workspace, repository, hash);
  if (commit === undefined) refuseField('target', `${hash} is not a commit of this repository.`);
  const all = pipelines(workspace, repository);
  const number = all.length + 1;
  const id = uuid(repository.seed, 90_000 + number);
  const self = `${repository.api}/pipelines/${encodeURIComponent(id)}`;
  const selector = member(body, 'target.selector');
  const pipeline: JsonObject = {
    type: 'pipeline',
    uuid: id,
    build_number: number,
    run_number: 1,
    creator: callerAccount(request).account,
    repository: repository.condensed,
    target: {
      type: 'pipeline_ref_target',
      ref_type: refType,
      ref_name: refName,
      commit: commitReference(repository, commit),
      selector: isJsonObject(selector) ? selector : { type: 'default' },
    },
    trigger: { type: 'pipeline_trigger_manual', name: 'MANUAL' },
    state: {
      type: 'pipeline_state_in_progress',
      name: 'IN_PROGRESS',
      stage: { type: 'pipeline_state_in_progress_running', name: 'RUNNING' },
    },
    created_on: workspace.changes.time().replace('+00:00', 'Z'),
    completed_on: null,
    duration_in_seconds: 0,
    build_seconds_used: 0,
    first_successful: false,
    expired: false,
    has_variables: Array.isArray(body['variables']),
    links: { self: link(self), steps: link(`${self}/steps/`) },
  };
  all.add(pipeline);
  return json(pipeline, 201);
}

function stop({ workspace, parameters }: RestRequest, repository: Repository): Reply {
  const all = pipelines(workspace, repository);
  const index = findIndex(all, ({ uuid: id }) => id === parameters['pipeline']);
  if (index === undefined) return failure(404, 'Not found');
  const before = all.render(index);
  if (textIn(before, 'state.name') === 'COMPLETED') return failure(400, 'The pipeline has already ended.');
  all.replace(index, {
    ...before,
    state: {
      type: 'pipeline_state_completed',
      name: 'COMPLETED',
      result: { type: 'pipeline_state_completed_stopped', name: 'STOPPED' },
    },
    completed_on: workspace.changes.time().replace('+00:00', 'Z'),
  });
  return nothing();
}

const collection = '/repositories/{workspace}/{repository}/pipelines';
const scope = scopes.pipelineWrite;

export const pipelineWrites: readonly Route[] = [
  {
    method: 'POST',
    pattern: collection,
    scope,
    trailingSlash: 'required',
    handle: inRepository(refusable(run)),
  },
  {
    method: 'POST',
    pattern: `${collection}/{pipeline}/stopPipeline`,
    scope,
    handle: inRepository(refusable(stop)),
  },
];
