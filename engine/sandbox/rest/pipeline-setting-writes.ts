/** Environments and schedules: made and removed; a schedule is switched on and off. */
import { findIndex } from '../data/changes.ts';
import { environmentObject, environments, stages } from '../data/deployments.ts';
import { uuid } from '../data/mix.ts';
import { branches } from '../data/refs.ts';
import { pipelineSchedules } from '../data/schedules.ts';
import type { Repository } from '../data/workspace.ts';
import { failure } from '../http/reply.ts';
import { textAt } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inRepository } from './find-repository.ts';
import { listWrites } from './list-writes.ts';
import type { Route } from './route.ts';
import { check, member, refuse, refuseField, required, textIn } from './written-body.ts';

const seed = 0xe57;
const repository = '/repositories/{workspace}/{repository}';

const environmentWrites = listWrites<Repository>({
  collection: `${repository}/environments`,
  key: 'environment',
  word: 'Environment',
  within: inRepository,
  items: environments,
  nameOf: (item) => textAt(item, 'uuid'),
  create: {
    scope: scopes.environmentWrite,
    make({ request: { body, workspace }, all }) {
      check(body, {
        type: 'text',
        name: 'text',
        'environment_type.type': 'text',
        'environment_type.name': 'text',
      });
      const name = required(body, 'name');
      if (
        findIndex(all, (other) => textAt(other, 'name').toLowerCase() === name.toLowerCase()) !== undefined
      ) {
        refuse(failure(409, `An environment with the name ${name} already exists.`));
      }
      const rank = stages.findIndex((stage) => stage === (textIn(body, 'environment_type.name') ?? 'Test'));
      if (rank < 0) refuseField('environment_type', `It is one of ${stages.join(', ')}.`);
      return environmentObject(uuid(seed, workspace.changes.number()), name, rank, false, all.length);
    },
  },
  remove: { scope: scopes.environmentWrite, make: () => undefined },
});

const scheduleWrites = listWrites<Repository>({
  collection: `${repository}/pipelines_config/schedules`,
  key: 'schedule',
  word: 'Schedule',
  within: inRepository,
  items: pipelineSchedules,
  nameOf: (item) => textAt(item, 'uuid'),
  create: {
    scope: scopes.pipelineWrite,
    make({ request: { body, workspace }, place }) {
      check(body, {
        type: 'text',
        enabled: 'boolean',
        cron_pattern: 'text',
        'target.ref_type': 'text',
        'target.ref_name': 'text',
        'target.selector.type': 'text',
        'target.selector.pattern': 'text',
      });
      const pattern = required(body, 'cron_pattern');
      if (pattern.trim().split(/\s+/).length !== 7) refuseField('cron_pattern', 'It has seven fields.');
      if (required(body, 'target.ref_type') !== 'branch') refuseField('target', 'Only branches are run.');
      const name = required(body, 'target.ref_name');
      if (findIndex(branches(workspace, place), (branch) => branch['name'] === name) === undefined) {
        refuseField('target', `There is no branch "${name}".`);
      }
      const type = required(body, 'target.selector.type');
      if (!['branches', 'tags', 'bookmarks', 'default', 'custom'].includes(type)) {
        refuseField('target', `Unknown selector "${type}".`);
      }
      const now = workspace.changes.time();
      return {
        type: 'pipeline_schedule',
        uuid: uuid(seed, workspace.changes.number()),
        enabled: body['enabled'] !== false,
        cron_pattern: pattern,
        target: {
          type: 'pipeline_ref_target',
          ref_type: 'branch',
          ref_name: name,
          selector: { type, pattern: member(body, 'target.selector.pattern') },
        },
        created_on: now,
        updated_on: now,
      };
    },
  },
  change: {
    scope: scopes.pipelineWrite,
    make({ request: { body, workspace }, item }) {
      check(body, { type: 'text', enabled: 'boolean' });
      return { ...item, ...body, updated_on: workspace.changes.time() };
    },
  },
  remove: { scope: scopes.pipelineWrite, make: () => undefined },
});

export const pipelineSettingWrites: readonly Route[] = [...environmentWrites, ...scheduleWrites];
