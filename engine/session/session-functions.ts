/**
 * Functions whose answer is a fact of the session. DuckDB knows its own user and schema only, so each connection gets
 * macros that hide those. They are temporary, and made only for statements that name them.
 */
import { lex } from '../sql/lexer.ts';
import { quoteLiteral } from '../store/quote.ts';

export interface SessionFacts {
  readonly user: string;
  /** Where tables are looked up first. */
  readonly schema: string;
  /** The key of the row that the connection inserted last; null: none. */
  readonly identity: string | null;
}

type Macro = (facts: SessionFacts) => string;

const constant =
  (value: (facts: SessionFacts) => string): Macro =>
  (facts) =>
    `() AS ${quoteLiteral(value(facts))}`;

const user = constant((facts) => facts.user);

const macros: ReadonlyMap<string, Macro> = new Map([
  ['current_user', user],
  ['session_user', user],
  ['user', user],
  ['current_role', user],
  ['current_schema', constant((facts) => facts.schema)],
  // Always text, since keys may be names.
  [
    'scope_identity',
    ({ identity }) => `() AS CAST(${identity === null ? 'NULL' : quoteLiteral(identity)} AS VARCHAR)`,
  ],
  // Sessions hold no locks here, and pools ask for their release whenever they take a connection back.
  ['pg_advisory_unlock_all', () => '() AS NULL'],
]);

export const sessionFunctions: ReadonlySet<string> = new Set(macros.keys());

/** What makes the functions that the text may mean: some of them are written without brackets, as columns are. */
export function sessionMacros(text: string, facts: () => SessionFacts): readonly string[] {
  const words = lex(text).filter(({ kind }) => kind === 'word' || kind === 'quoted');
  const wanted = new Set(words.map((word) => word.text.replaceAll('"', '').toLowerCase()));
  const named = [...macros].filter(([name]) => wanted.has(name));
  if (named.length === 0) return [];
  const known = facts();
  return named.map(([name, macro]) => `CREATE OR REPLACE TEMP MACRO "${name}"${macro(known)}`);
}
