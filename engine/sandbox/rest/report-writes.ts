/** Reports on commits and their annotations: PUT makes one or takes the place of the one that is there. */
import { findIndex, type ChangeableCollection } from '../data/changes.ts';
import { uuid } from '../data/mix.ts';
import { annotations, isMeant, reports } from '../data/reports.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withCommit } from './find-commit.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { check, refusable, refuseField, required, textIn, type Fields } from './written-body.ts';

interface Kind {
  /** The placeholder of the path. */
  readonly name: 'report' | 'annotation';
  readonly fields: Fields;
  readonly required: readonly string[];
  readonly words: Readonly<Record<string, readonly string[]>>;
  find(request: RestRequest, repository: Repository, commit: number): ChangeableCollection | undefined;
}

const reportKind: Kind = {
  name: 'report',
  fields: {
    title: 'text',
    details: 'text',
    external_id: 'text',
    reporter: 'text',
    link: 'text',
    remote_link_enabled: 'boolean',
    logo_url: 'text',
    report_type: 'text',
    result: 'text',
    data: 'list',
  },
  required: ['title', 'details'],
  words: {
    report_type: ['SECURITY', 'COVERAGE', 'TEST', 'BUG'],
    result: ['PASSED', 'FAILED', 'PENDING'],
  },
  find: ({ workspace }, repository, commit) => reports(workspace, repository, commit),
};

const annotationKind: Kind = {
  name: 'annotation',
  fields: {
    external_id: 'text',
    annotation_type: 'text',
    path: 'text',
    line: 'number',
    summary: 'text',
    details: 'text',
    result: 'text',
    severity: 'text',
    link: 'text',
  },
  required: ['annotation_type', 'summary'],
  words: {
    annotation_type: ['VULNERABILITY', 'CODE_SMELL', 'BUG'],
    result: ['PASSED', 'FAILED', 'SKIPPED', 'IGNORED'],
    severity: ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'],
  },
  find: ({ workspace, parameters }, repository, commit) =>
    annotations(workspace, repository, commit, parameters['report'] ?? ''),
};

/** Generated ones have numbers far below. */
const firstNumber = 900_000;

/** What PUT is not sent the object has no more. */
function put(kind: Kind, request: RestRequest, all: ChangeableCollection): Reply {
  const { body, workspace, parameters } = request;
  check(body, kind.fields);
  for (const field of kind.required) required(body, field);
  for (const [field, words] of Object.entries(kind.words)) {
    const word = textIn(body, field);
    if (word !== undefined && !words.includes(word))
      refuseField(field, `${word} is none of ${words.join()}.`);
  }
  const wanted = parameters[kind.name] ?? '';
  const index = findIndex(all, (one) => isMeant(one, wanted));
  const before = index === undefined ? undefined : all.render(index);
  const now = workspace.changes.time();
  const object: JsonObject = {
    type: kind.name === 'report' ? 'report' : 'report_annotation',
    ...body,
    uuid: before?.['uuid'] ?? uuid(firstNumber, workspace.changes.number()),
    external_id: before?.['external_id'] ?? wanted,
    created_on: before?.['created_on'] ?? now,
    updated_on: now,
  };
  if (index === undefined) all.add(object);
  else all.replace(index, object);
  return json(object);
}

function read(request: RestRequest, { all, index }: Found): Reply {
  return serveObject(all.render(index), request);
}

function remove(_request: RestRequest, { all, index }: Found): Reply {
  all.remove(index);
  return nothing();
}

interface Found {
  readonly all: ChangeableCollection;
  readonly index: number;
}

function withAll(kind: Kind, handle: (request: RestRequest, all: ChangeableCollection) => Reply) {
  return withCommit((request, repository, commit) => {
    const all = kind.find(request, repository, commit);
    return all === undefined
      ? failure(404, `Report ${request.parameters['report']} not found`)
      : handle(request, all);
  });
}

function withOne(kind: Kind, handle: (request: RestRequest, found: Found) => Reply): Route['handle'] {
  return withAll(kind, (request, all) => {
    const wanted = request.parameters[kind.name] ?? '';
    const index = findIndex(all, (one) => isMeant(one, wanted));
    return index === undefined ? failure(404, `${wanted} not found`) : handle(request, { all, index });
  });
}

const scope = scopes.repository;

function routesOf(kind: Kind, pattern: string): readonly Route[] {
  const write = refusable((request: RestRequest, all: ChangeableCollection) => put(kind, request, all));
  return [
    { pattern, scope, handle: withOne(kind, read) },
    { method: 'PUT', pattern, scope, handle: withAll(kind, write) },
    { method: 'DELETE', pattern, scope, handle: withOne(kind, remove) },
  ];
}

const report = '/repositories/{workspace}/{repository}/commit/{commit}/reports/{report}';

export const reportWrites: readonly Route[] = [
  ...routesOf(reportKind, report),
  ...routesOf(annotationKind, `${report}/annotations/{annotation}`),
];
