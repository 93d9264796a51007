/** How a statement is routed, by its first words. It works on normalised tokens without the one for the end. */
import { classifyCopy, outputHint } from './copy.ts';
import { classifyCursor } from './cursor.ts';
import { classifyReset, classifySet, classifyShow } from './settings.ts';
import type { StatementKind } from './statement.ts';
import { syntaxError } from './syntax-error.ts';
import { isOperator, keyword, nesting, type Token } from './token.ts';
import { classifyTransaction, nameOf } from './transaction.ts';

/** Statements of DuckDB, PostgreSQL and CData's drivers that are not run here. */
const refused: ReadonlySet<string> = new Set(
  (
    'ALTER ANALYZE ATTACH CACHE CHECKPOINT CLUSTER COMMENT CREATE DESC DESCRIBE DETACH DO DROP EXPORT ' +
    'FORCE GETDELETED GRANT IMPORT INSTALL LISTEN LOAD LOCK MERGE NOTIFY PIVOT PIVOT_LONGER PIVOT_WIDER PRAGMA ' +
    'REASSIGN REFRESH REINDEX REPLACE REPLICATE REVOKE SECURITY SUMMARIZE TRUNCATE UNPIVOT ' +
    'UPSERT USE VACUUM'
  ).split(' '),
);

const queries: ReadonlySet<string> = new Set(['SELECT', 'VALUES', 'TABLE', 'FROM']);

/** Words between CREATE, ALTER or DROP and what is to be created. */
const modifiers: ReadonlySet<string> = new Set(
  'OR REPLACE LOCAL GLOBAL TEMP TEMPORARY UNLOGGED PERSISTENT UNIQUE RECURSIVE'.split(' '),
);

/** Throws 42601, with its place in `text`, for what begins like no statement at all. */
export function classify(tokens: readonly Token[], text: string): StatementKind {
  const first = tokens.find((token) => !isOperator(token, '('));
  if (first === undefined) {
    if (tokens[0] === undefined) return { kind: 'empty' };
    throw syntaxError('The statement has nothing but parentheses.', text, tokens[0].start);
  }
  if (isOperator(tokens[0], '(')) return classifyQuery(first, text);
  return classifyVerb(first, tokens, text);
}

function classifyVerb(verb: Token, tokens: readonly Token[], text: string): StatementKind {
  const word = keyword(verb);
  const rest = tokens.slice(1);
  const known = classifyTransaction(tokens) ?? classifyCursor(tokens) ?? classifyCopy(tokens);
  if (known !== null) return known;
  switch (word) {
    case 'WITH':
      return classifyWith(tokens, text);
    case 'SELECT':
      return classifySelect(tokens);
    case 'EXPLAIN':
      return { kind: 'explain', analyze: explainOptions(tokens).analyze };
    case 'SET':
      return classifySet(rest);
    case 'RESET':
      return classifyReset(rest);
    case 'SHOW':
      return classifyShow(rest);
    case 'PREPARE':
      return { kind: 'prepare' };
    case 'DEALLOCATE':
      return { kind: 'deallocate', name: deallocated(rest) };
    case 'DISCARD':
      return discarded(keyword(rest[0]));
    case 'UNLISTEN':
      return { kind: 'nothing', tag: 'UNLISTEN' };
    case 'INSERT':
    case 'UPDATE':
    case 'DELETE':
      return { kind: 'write', verb: word };
    case 'CALL':
    case 'EXEC':
    case 'EXECUTE':
      return { kind: 'call', procedure: calledName(rest) };
    default:
      if (refused.has(word)) return { kind: 'unsupported', what: named(word, rest) };
      return classifyQuery(verb, text);
  }
}

function classifyQuery(first: Token, text: string): StatementKind {
  if (queries.has(keyword(first)) || keyword(first) === 'WITH') return { kind: 'select' };
  throw syntaxError(`The statement can not begin with ${first.text}.`, text, first.start);
}

/** The statement behind the common table expressions: the first verb at its own depth behind a bracket. */
function classifyWith(tokens: readonly Token[], text: string): StatementKind {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += nesting(token);
    if (depth > 0 || !isOperator(tokens[index - 1], ')')) continue;
    const word = keyword(token);
    if (queries.has(word)) return classifyVerb(token, tokens.slice(index), text);
    if (word === 'INSERT' || word === 'UPDATE' || word === 'DELETE') return { kind: 'write', verb: word };
    if (word === 'MERGE') return { kind: 'unsupported', what: 'MERGE' };
  }
  return { kind: 'select' };
}

function classifySelect(tokens: readonly Token[]): StatementKind {
  const target = intoTarget(tokens);
  if (target === undefined) return locks(tokens) ? refusedLock : { kind: 'select' };
  const hint = namesFile(target) ? outputHint : 'Nothing can be created in Bitbucket this way.';
  return { kind: 'unsupported', what: 'SELECT INTO', hint };
}

const refusedLock: StatementKind = {
  kind: 'unsupported',
  what: 'SELECT with FOR UPDATE or FOR SHARE',
  hint: 'Bitbucket cannot lock rows. Leave it out; another program may change them at any time.',
};

/** `FOR UPDATE`, `FOR NO KEY UPDATE`, `FOR SHARE` or `FOR KEY SHARE` outside of brackets. */
function locks(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.some((token, index) => {
    depth += nesting(token);
    if (depth > 0 || keyword(token) !== 'FOR' || isOperator(tokens[index - 1], '.')) return false;
    const next = keyword(tokens[index + 1]);
    const behind = keyword(tokens[index + 2]);
    return (
      next === 'UPDATE' ||
      next === 'SHARE' ||
      (next === 'KEY' && behind === 'SHARE') ||
      (next === 'NO' && behind === 'KEY')
    );
  });
}

/** What stands behind INTO outside of brackets; undefined without one. */
function intoTarget(tokens: readonly Token[]): readonly Token[] | undefined {
  let depth = 0;
  const place = tokens.findIndex((token, index) => {
    depth += nesting(token);
    return depth === 0 && keyword(token) === 'INTO' && !isOperator(tokens[index - 1], '.');
  });
  return place < 0 ? undefined : tokens.slice(place + 1);
}

/** `csv://…`, bare or in any quotes. */
function namesFile([first, colon, slash]: readonly Token[]): boolean {
  return /^\W?\w+:\/\//.test(first?.text ?? '') || (isOperator(colon, ':') && isOperator(slash, '/'));
}

/** Whether the statement selects into a bare `csv://path;option=value`, whose semicolons end no statement. */
export function selectsIntoFile(tokens: readonly Token[]): boolean {
  const target = keyword(tokens[0]) === 'SELECT' ? intoTarget(tokens) : undefined;
  return target !== undefined && namesFile(target);
}

/** EXPLAIN [ANALYZE] [VERBOSE] or EXPLAIN (option, …); `length` counts the tokens up to the statement itself. */
export function explainOptions(tokens: readonly Token[]): {
  readonly analyze: boolean;
  readonly length: number;
} {
  let analyze = false;
  let length = 1;
  if (isOperator(tokens[1], '(') && !opensQuery(tokens[2])) {
    for (; length < tokens.length && !isOperator(tokens[length], ')'); length++) {
      analyze ||= isAnalyze(tokens[length]) && !/^(?:false|off|0)$/i.test(tokens[length + 1]?.text ?? '');
    }
    return { analyze, length: length + 1 };
  }
  for (; isAnalyze(tokens[length]) || keyword(tokens[length]) === 'VERBOSE'; length++) {
    analyze ||= isAnalyze(tokens[length]);
  }
  return { analyze, length };
}

function isAnalyze(token: Token | undefined): boolean {
  return keyword(token) === 'ANALYZE' || keyword(token) === 'ANALYSE';
}

function opensQuery(token: Token | undefined): boolean {
  return queries.has(keyword(token)) || keyword(token) === 'WITH' || isOperator(token, '(');
}

function deallocated(tokens: readonly Token[]): string | null {
  const name = keyword(tokens[0]) === 'PREPARE' ? tokens[1] : tokens[0];
  if (keyword(name) === 'ALL' || name === undefined) return null;
  return nameOf(name);
}

function discarded(word: string): StatementKind {
  if (word === 'ALL' || word === 'PLANS' || word === 'SEQUENCES') return { kind: 'discard', what: word };
  if (word === 'TEMP' || word === 'TEMPORARY') return { kind: 'discard', what: 'TEMP' };
  return { kind: 'unsupported', what: 'DISCARD' };
}

/** Up to the arguments; `EXEC @status = name` has its variable in front. */
function calledName(tokens: readonly Token[]): string {
  const begin = isOperator(tokens[0], '@') && isOperator(tokens[2], '=') ? 3 : 0;
  let end = begin + 1;
  while (isOperator(tokens[end], '.')) end += 2;
  return tokens
    .slice(begin, end)
    .map(({ text }) => text)
    .join('');
}

function named(verb: string, rest: readonly Token[]): string {
  if (verb !== 'CREATE' && verb !== 'ALTER' && verb !== 'DROP') return verb;
  const object = keyword(rest.find((token) => !modifiers.has(keyword(token))));
  return object === '' ? verb : `${verb} ${object}`;
}
