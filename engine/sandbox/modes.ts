/**
 * How the sandbox behaves where Bitbucket's documents are silent or contradict what clients saw. The first
 * value is the default and the plain reading; every other one is behaviour that a client has to survive.
 */
export const modeValues = {
  /** `unknown-ignored`: a comparison of an unknown field holds for all rows. `all-ignored`: `q` does nothing. */
  filters: ['strict', 'unknown-ignored', 'all-ignored'],
  /** Of texts, under `=`, `!=` and IN. */
  equality: ['exact', 'case-insensitive'],
  /** Whether `field != "x"`, `!~` and NOT IN hold where the field is null. */
  inequalityOfNull: ['true', 'false'],
  /** `everything`: `field != null` holds for all rows. */
  notNull: ['exact', 'everything'],
  /** How AND and OR bind without parentheses. */
  precedence: ['and-first', 'left-to-right'],
  /**
   * The order of rows that the sort key leaves equal (all rows when there is none). `shuffled` holds for as
   * long as `tieSeed` does; `unstable` changes with every request, so pages overlap and leave gaps.
   */
  ties: ['stable', 'shuffled', 'unstable'],
  nulls: ['last', 'first'],
  /** Whether collections with page numbers say how long they are. */
  size: ['present', 'absent'],
  /** `ignored`: a `q` on pull requests switches `state` off, and with it the default of OPEN. */
  stateBesideQuery: ['applied', 'ignored'],
  /** `fails`: `sort` together with two or more `state` gives 500, as large repositories do. */
  sortWithStates: ['works', 'fails'],
  issueTracker: ['present', 'removed'],
  /** `task`: merging goes on behind its answer, which tells where to ask; `failing-task`: and comes to nothing. */
  merging: ['at-once', 'task', 'failing-task'],
  /** What a token reply calls its scopes; it was `scopes` until May 2026. */
  tokenScopes: ['scope', 'scopes'],
  /**
   * The refresh token that was used. `dies-shortly-after`: for a minute it still gives new tokens, in the place of those that
   * it gave before; Bitbucket says only that it dies.
   */
  usedRefreshToken: ['dies-at-once', 'dies-shortly-after'],
} as const;

type ModeValues = typeof modeValues;

export type SandboxModes = { -readonly [Name in keyof ModeValues]: ModeValues[Name][number] } & {
  /** Another seed is another order of ties. */
  tieSeed: number;
};

export const defaultModes: Readonly<SandboxModes> = {
  filters: 'strict',
  equality: 'exact',
  inequalityOfNull: 'true',
  notNull: 'exact',
  precedence: 'and-first',
  ties: 'stable',
  tieSeed: 1,
  nulls: 'last',
  size: 'present',
  stateBesideQuery: 'applied',
  sortWithStates: 'works',
  issueTracker: 'present',
  merging: 'at-once',
  tokenScopes: 'scope',
  usedRefreshToken: 'dies-at-once',
};
