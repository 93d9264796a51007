/** SET, RESET and SHOW: names and values as they are written, without quotes. */
import type { StatementKind } from './statement.ts';
import { plainText } from './quoting.ts';
import { isOperator, keyword, type Token } from './token.ts';

/** The tokens behind SET. */
export function classifySet(tokens: readonly Token[]): StatementKind {
  const words = tokens.slice(0, 3).map(keyword);
  if (words[0] === 'VARIABLE') return { kind: 'unsupported', what: 'SET VARIABLE' };
  if (words[0] === 'SESSION' && words[1] === 'CHARACTERISTICS')
    return set('session characteristics', tokens.slice(4));
  if (words[0] === 'LOCAL' && words[1] !== undefined) return local(classifySet(tokens.slice(1)));
  const scoped = (words[0] === 'SESSION' && words[1] !== 'AUTHORIZATION') || words[0] === 'GLOBAL';
  const rest = scoped ? tokens.slice(1) : tokens;
  if (keyword(rest[0]) === 'TIME' && keyword(rest[1]) === 'ZONE') return setZone(rest.slice(2));
  if (keyword(rest[0]) === 'SESSION' && keyword(rest[1]) === 'AUTHORIZATION') {
    return set('session_authorization', rest.slice(2));
  }
  const end = nameEnd(rest);
  const assigned = isOperator(rest[end], '=') || keyword(rest[end]) === 'TO';
  return set(written(rest.slice(0, end)), rest.slice(assigned ? end + 1 : end));
}

/** `LOCAL` is the default, and `INTERVAL '+00:00' HOUR TO MINUTE`, which Sequelize says, no distance from UTC. */
function setZone(value: readonly Token[]): StatementKind {
  if (value.length === 1 && keyword(value[0]) === 'LOCAL') return set('TimeZone', []);
  const text = written(value);
  const isNone = /\bINTERVAL\b/i.test(text) && !/[1-9]/.test(text);
  return isNone ? { kind: 'set', name: 'TimeZone', value: '+00:00' } : set('TimeZone', value);
}

/** The tokens behind RESET. */
export function classifyReset(tokens: readonly Token[]): StatementKind {
  const [first, second] = tokens.map(keyword);
  if (first === 'ALL' && tokens.length === 1) return { kind: 'reset', name: null };
  if (first === 'SESSION' && second === 'AUTHORIZATION')
    return { kind: 'reset', name: 'session_authorization' };
  return { kind: 'reset', name: first === 'TIME' && second === 'ZONE' ? 'TimeZone' : written(tokens) };
}

/** The tokens behind SHOW. */
export function classifyShow(tokens: readonly Token[]): StatementKind {
  const words = tokens.map(keyword).join(' ');
  if (words === 'TIME ZONE') return { kind: 'show', name: 'TimeZone' };
  if (words === 'TRANSACTION ISOLATION LEVEL') return { kind: 'show', name: 'transaction_isolation' };
  return { kind: 'show', name: written(tokens) };
}

function set(name: string, value: readonly Token[]): StatementKind {
  const isDefault = value.length === 1 && keyword(value[0]) === 'DEFAULT';
  return { kind: 'set', name, value: isDefault || value.length === 0 ? null : written(value) };
}

const local = (kind: StatementKind): StatementKind => (kind.kind === 'set' ? { ...kind, local: true } : kind);

/** A name may have parts with points between them, such as `drawbridge.max_rows`. */
function nameEnd(tokens: readonly Token[]): number {
  let end = 1;
  while (isOperator(tokens[end], '.')) end += 2;
  return end;
}

function written(tokens: readonly Token[]): string {
  const [only, ...more] = tokens;
  if (only !== undefined && more.length === 0) return withoutQuotes(only);
  return tokens.map(({ gap, text }, index) => (index === 0 ? '' : gap) + text).join('');
}

function withoutQuotes(token: Token): string {
  if (token.kind === 'quoted') return token.text.slice(1, -1).replaceAll('""', '"');
  return plainText(token) ?? token.text;
}
