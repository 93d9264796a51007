/**
 * The connection properties as the engine uses them. The names are those of the catalogue, so that code, form,
 * `sys_connection_props` and documentation speak of the same thing; a test holds the two lists together.
 */
import type { Secret } from './secret.ts';

export type AuthScheme = 'OAuth' | 'OAuthClient' | 'APIToken' | 'AccessToken';

/** Texts are '' and secrets null where nothing was given. */
export interface ConnectionProperties {
  readonly Workspace: string;
  readonly Schema: string;
  /** Rows; 0 means no limit. */
  readonly MaxRows: number;
  readonly AuthScheme: AuthScheme;
  readonly OAuthClientId: string;
  readonly OAuthClientSecret: Secret | null;
  readonly CallbackURL: string;
  readonly InitiateOAuth: 'GETANDREFRESH' | 'REFRESH' | 'OFF';
  readonly OAuthVerifier: Secret | null;
  readonly Email: string;
  readonly APIToken: Secret | null;
  readonly AccessToken: Secret | null;
  /** Separated by commas; '' means all. */
  readonly BrowsableSchemas: string;
  readonly IncludeDeleted: boolean;
  readonly RetiredTables: 'error' | 'empty';
  /** Rows; 0 means the most that Bitbucket allows. */
  readonly PageSize: number;
  readonly MaxConcurrency: number;
  /** Calls. */
  readonly HourlyBudget: number;
  readonly AllowOverBudget: boolean;
  /** Seconds. */
  readonly CacheTTL: number;
  readonly ApiURL: string;
  readonly OAuthAuthorizationURL: string;
  readonly OAuthAccessTokenURL: string;
  /** Without a password. */
  readonly Proxy: string;
  readonly ProxyPassword: Secret | null;
  readonly CACertificate: string;
  /** Seconds. */
  readonly Timeout: number;
  readonly Verbosity: number;
  readonly LogFile: string;
  /** Characters. */
  readonly MaximumColumnSize: number;
  readonly ReadOnly: boolean;
  readonly AllowUnfilteredWrites: boolean;
  readonly WritesInTransaction: 'refuse' | 'immediate';
  readonly RunDir: string;
  readonly AutoStart: boolean;
}
