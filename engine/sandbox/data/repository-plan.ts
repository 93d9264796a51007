/** Which projects and repositories the workspace has, and how much is in each. */

export const workspaceSlug = 'lighthouse';
export const largestRepository = 'harbor-app';
export const archiveRepository = 'harbor-archive';

export interface ProjectPlan {
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly isPrivate: boolean;
}

export const projectPlans: readonly ProjectPlan[] = [
  { key: 'HARBOR', name: 'Harbour Works', description: 'Everything that floats', isPrivate: true },
  { key: 'API', name: 'Public API', description: null, isPrivate: false },
  { key: 'OPS', name: 'Operations — Tag & Nacht', description: '', isPrivate: true },
];

export interface RepositoryPlan {
  readonly slug: string;
  readonly name: string;
  readonly project: string;
  readonly description: string;
  readonly language: string;
  readonly isPrivate: boolean;
  readonly pullRequests: number;
  readonly commits: number;
  readonly branches: number;
  readonly tags: number;
  readonly pipelines: number;
  /** Undefined: the issue tracker is off. */
  readonly issues?: number;
  /** The slug of the repository that this one was forked from. */
  readonly parent?: string;
}

const small = { isPrivate: true, pullRequests: 24, commits: 160, branches: 6, tags: 4, pipelines: 12 };

/** The order is the order of creation. The slugs are chosen for the schema names that they collide with. */
const fixedPlans: readonly RepositoryPlan[] = [
  {
    slug: largestRepository,
    name: 'Harbor App',
    project: 'HARBOR',
    description: 'The harbour master\u2019s app: "berths", tides & cranes',
    language: 'typescript',
    isPrivate: true,
    pullRequests: 2000,
    commits: 3000,
    branches: 42,
    tags: 64,
    pipelines: 320,
    issues: 180,
  },
  {
    ...small,
    slug: 'api',
    name: 'api',
    project: 'API',
    description: 'REST façade',
    language: 'go',
    issues: 12,
  },
  {
    ...small,
    slug: 'information',
    name: 'Information',
    project: 'OPS',
    description: '',
    language: 'python',
  },
  { ...small, slug: 'temp', name: 'temp', project: 'OPS', description: 'Scratch', language: '' },
  { ...small, slug: 'main', name: 'main', project: 'HARBOR', description: 'Entry point', language: 'rust' },
  {
    ...small,
    slug: 'dock-tools',
    name: 'Dock Tools',
    project: 'OPS',
    description: 'Shell scripts; 100% reliable_ish',
    language: 'shell',
    issues: 5,
  },
  {
    slug: 'empty-bay',
    name: 'Empty Bay',
    project: 'HARBOR',
    description: '',
    language: '',
    isPrivate: true,
    pullRequests: 0,
    commits: 0,
    branches: 0,
    tags: 0,
    pipelines: 0,
    issues: 0,
  },
  {
    ...small,
    slug: 'beacon',
    name: 'Beacon',
    project: 'API',
    description: 'מגדלור',
    language: 'java',
    isPrivate: false,
    parent: largestRepository,
  },
  {
    ...small,
    slug: 'node.js-client',
    name: 'node.js client',
    project: 'API',
    description: 'Client library',
    language: 'javascript',
    isPrivate: false,
  },
  {
    ...small,
    slug: 'tide.tables',
    name: 'Tide.Tables',
    project: 'HARBOR',
    description: '潮汐表',
    language: 'python',
  },
  {
    ...small,
    slug: 'tide_tables',
    name: 'Tide_Tables',
    project: 'HARBOR',
    description: 'The older tables',
    language: 'python',
  },
  {
    ...small,
    slug: 'lighthouse.io',
    name: 'lighthouse.io',
    project: 'OPS',
    description: 'The web site',
    language: 'html/css',
    isPrivate: false,
  },
];

/** The twelve repositories, and a thirteenth of any size where `archivedPullRequests` is given. */
export function repositoryPlans(archivedPullRequests: number | undefined): readonly RepositoryPlan[] {
  if (archivedPullRequests === undefined) return fixedPlans;
  return [
    ...fixedPlans,
    {
      ...small,
      slug: archiveRepository,
      name: 'Harbor Archive',
      project: 'OPS',
      description: 'Everything since the foundation',
      language: 'cobol',
      pullRequests: archivedPullRequests,
      commits: 2000,
    },
  ];
}
