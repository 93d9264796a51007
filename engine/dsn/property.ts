/** What a connection property is. `properties.ts` lists them all; form, parser, sys_connection_props and the
 * documentation are drawn from that list. */

export type PropertyCategory =
  | 'Basic'
  | 'Authentication'
  | 'Schema'
  | 'Performance'
  | 'Network'
  | 'Logging'
  | 'Advanced';

export type PropertyType =
  | { readonly kind: 'text' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'url' }
  | { readonly kind: 'path'; readonly of: 'file' | 'folder' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number; readonly unit?: string }
  | { readonly kind: 'choice'; readonly choices: readonly PropertyChoice[] };

export interface PropertyChoice {
  readonly value: string;
  readonly label: string;
  /** Other spellings that mean the same, such as `client` for OAuthClient. */
  readonly aliases?: readonly string[];
}

export interface PropertyDef {
  /** The spelling in connection strings and ini files; matched without case and spaces. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly type: PropertyType;
  /** As text; empty when there is none. */
  readonly default: string;
  readonly category: PropertyCategory;
  /** `secret` values go to the vault and are never shown; `private` values are kept out of logs. */
  readonly sensitivity: 'none' | 'private' | 'secret';
  /** The property matters only while another has one of these values. */
  readonly when?: { readonly property: string; readonly oneOf: readonly string[] };
  readonly required?: boolean;
  /** What may be said of a value that is taken; the first that matches counts. */
  readonly doubts?: readonly PropertyDoubt[];
}

export interface PropertyDoubt {
  /** The source of a regular expression that values in doubt match, whatever the case of their letters. */
  readonly pattern: string;
  readonly message: string;
  readonly hint: string;
}
