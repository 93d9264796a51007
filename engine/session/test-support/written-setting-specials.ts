/** What the walk over the writable tables must know of settings and of what belongs to accounts. */
import type { Specials } from './written-values.ts';

const variable: Specials = { values: { Key: ['WALK', 'WALK_ON'], Secured: 'false' } };
const webhook: Specials = {
  values: {
    URL: ['https://walk.example/', 'https://walk.example/on'],
    Events: ['["repo:push"]', '["repo:updated"]'],
  },
  otherwise: { Secret: 'Bitbucket never tells it' },
};
const runner: Specials = {
  values: { Labels: ['["self.hosted","linux"]', '["self.hosted","größe"]'] },
  toldOnce: { OAuthClientSecret: 'Bitbucket tells it to whoever makes the runner, and then never again' },
};
const deployKey: Specials = { values: { Key: 'ssh-ed25519 WALK' } };
const aMember = {
  sql: `SELECT UserUUID FROM WorkspacePermissions WHERE Permission <> 'owner' ORDER BY 1 LIMIT 1`,
};
const permission: Specials = {
  values: { UserUUID: aMember, GroupSlug: 'developers', Permission: ['write', 'read'] },
};

/** By the table's name. */
export const settingSpecials: Readonly<Record<string, Specials>> = {
  PipelineVariables: variable,
  WorkspacePipelineVariables: variable,
  EnvironmentVariables: {
    values: { ...variable.values, EnvironmentUUID: { sql: 'SELECT UUID FROM Environments LIMIT 1' } },
  },
  PipelineRunners: runner,
  WorkspacePipelineRunners: runner,
  PipelineKnownHosts: {
    values: {
      Hostname: ['walk.example', '[größe.example]:2222'],
      PublicKeyType: ['ssh-ed25519', 'ssh-rsa'],
      PublicKey: ['V0FMSw==', 'V0FMSy1PTg=='],
    },
  },
  PipelineConfig: { existing: `RepositoryUUID = (SELECT UUID FROM Repositories WHERE Slug = 'api')` },
  Webhooks: webhook,
  WorkspaceWebhooks: webhook,
  Environments: { values: { TypeName: 'Staging' } },
  PipelineSchedules: {
    values: { CronPattern: '0 0 1 * * ? *', TargetRefName: 'main', TargetSelectorType: 'custom' },
  },
  BranchRestrictions: {
    values: {
      Kind: ['push', 'restrict_merges'],
      BranchMatchKind: 'branching_model',
      BranchType: 'hotfix',
      Pattern: '',
      Users: { sql: `SELECT json_array(json_object('uuid', UserUUID)) FROM WorkspaceMembers LIMIT 1` },
      Groups: '[{"slug":"developers"}]',
    },
    otherwise: { Users: 'Bitbucket sends whole accounts', Groups: 'Bitbucket sends whole groups' },
  },
  BranchingModel: {
    existing: `APIURL LIKE '%/api/branching-model'`,
    values: {
      DevelopmentName: { sql: `SELECT Name FROM Branches WHERE Name <> 'main' LIMIT 1` },
      ProductionName: 'main',
      ProductionEnabled: 'true',
      BranchTypes: '[{"kind":"hotfix","prefix":"fix/"}]',
    },
    otherwise: {
      ProductionEnabled: 'The model tells it by having such a branch',
      BranchTypes: 'Kinds that are not written stay',
    },
  },
  DeployKeys: deployKey,
  ProjectDeployKeys: deployKey,
  RepositoryUserPermissions: permission,
  RepositoryGroupPermissions: permission,
  ProjectUserPermissions: permission,
  ProjectGroupPermissions: permission,
  SshKeys: { values: { OwnerUUID: { sql: 'SELECT UUID FROM CurrentUser' }, Key: 'ssh-ed25519 WALK' } },
  GpgKeys: {
    values: {
      OwnerUUID: { sql: 'SELECT UUID FROM CurrentUser' },
      Key: '-----BEGIN PGP PUBLIC KEY BLOCK-----',
    },
  },
  Snippets: {
    otherwise: {
      FileName: 'The list of snippets does not tell it',
      FileContent: 'The list of snippets does not tell it',
    },
  },
  SnippetComments: {
    values: {
      ParentId: {
        sql: 'SELECT min(Id) FROM SnippetComments WHERE SnippetId = (SELECT min(Id) FROM Snippets)',
      },
    },
    remains: { Deleted: 'true', ContentRaw: '' },
  },
  Downloads: { otherwise: { Content: 'The list of downloads does not tell it' } },
};
