/** The lists that Workspace and Schema are picked from: what the credential of a form can reach. */
import { BitbucketError } from '../../bitbucket/bitbucket-error.ts';
import type { BitbucketClient } from '../../bitbucket/client.ts';
import { PageWalker } from '../../bitbucket/page-walker.ts';
import type { SchemaInfo } from '../../catalog/schema-name.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import { SchemaDirectory } from '../../scan/schema-directory.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { Output } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';
import { draftConnection, type DraftParts } from './draft-connection.ts';

export interface PlaceHandlerParts extends DraftParts {
  readonly connect: (connection: ResolvedConnection) => Promise<BitbucketClient>;
}

type PlaceHandlers = Pick<Handlers, 'dsn.workspaces' | 'dsn.schemas'>;

export function placeHandlers(parts: PlaceHandlerParts): PlaceHandlers {
  return {
    async 'dsn.workspaces'(input, { signal }) {
      const { connection } = await draftConnection(input, parts);
      const client = await parts.connect(connection);
      try {
        return { workspaces: await workspacesOf(client, signal) };
      } finally {
        await client.close();
      }
    },

    async 'dsn.schemas'(input, { signal }) {
      const { connection } = await draftConnection(input, parts);
      const { Workspace: workspace } = connection.properties;
      if (workspace === '') {
        throw new DrawbridgeError(SqlState.invalidParameterValue, 'The schemas are those of a workspace.', {
          hint: 'Choose the workspace first.',
        });
      }
      const client = await parts.connect(connection);
      try {
        const directory = new SchemaDirectory(client, { workspace, cacheTtlMs: 0, browsableSchemas: '' });
        return { schemas: (await directory.list(signal)).map(described) };
      } finally {
        await client.close();
      }
    },
  };
}

async function workspacesOf(client: BitbucketClient, signal: AbortSignal): Promise<string[]> {
  const request = {
    endpoint: '/user/workspaces',
    path: '/user/workspaces',
    parameters: [],
    settling: [],
    pageLength: 100,
    numbered: true,
    wanted: null,
  };
  const slugs = new Set<string>();
  try {
    for await (const { values } of new PageWalker(client).walk(request, { signal })) {
      for (const value of values) {
        const slug = slugOf(value);
        if (slug !== '') slugs.add(slug);
      }
    }
  } catch (error) {
    // Access tokens belong to no person, and may not be asked what their person can reach.
    if (error instanceof BitbucketError && [403, 404, 410].includes(error.status)) throw unlisted(error);
    throw error;
  }
  return [...slugs].sort((a, b) => a.localeCompare(b, 'en'));
}

function unlisted(cause: BitbucketError): DrawbridgeError {
  return new DrawbridgeError(SqlState.insufficientPrivilege, 'This credential may not list workspaces.', {
    hint: 'Type the slug of the workspace: the first part of its web address, bitbucket.org/SLUG.',
    detail: cause.message,
    cause,
  });
}

function slugOf(member: unknown): string {
  const { workspace } = member as { readonly workspace?: { readonly slug?: unknown } };
  return typeof workspace?.slug === 'string' ? workspace.slug : '';
}

function described({ name, kind, project }: SchemaInfo): Output<'dsn.schemas'>['schemas'][number] {
  return { name, kind, title: kind === 'project' ? (project?.name ?? '') : '' };
}
