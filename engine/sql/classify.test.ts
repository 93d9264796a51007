import { describe, expect, it } from 'vitest';
import { outputHint } from './copy.ts';
import { normalise } from './normalise.ts';
import type { StatementKind } from './statement.ts';

const select: StatementKind = { kind: 'select' };
const locking = {
  kind: 'unsupported',
  what: 'SELECT with FOR UPDATE or FOR SHARE',
  hint: 'Bitbucket cannot lock rows. Leave it out; another program may change them at any time.',
} as const;

const unsupported = (what: string, hint?: string): StatementKind => ({
  kind: 'unsupported',
  what,
  ...(hint === undefined ? {} : { hint }),
});

describe('kinds of statements', () => {
  it.each<readonly [string, StatementKind]>([
    ['', { kind: 'empty' }],
    [' -- nothing\n ;', { kind: 'empty' }],
    ['SELECT 1', select],
    ['((SELECT 1) UNION (SELECT 2))', select],
    ['WITH a AS (SELECT 1) SELECT * FROM a', select],
    ['WITH RECURSIVE a(x) AS MATERIALIZED (SELECT 1), b AS (VALUES (2)) (SELECT * FROM a)', select],
    ['VALUES (1)', select],
    ['TABLE t', select],
    ['FROM t SELECT a', select],
    ['SELECT * INTO x FROM t', unsupported('SELECT INTO')],
    ['WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a', { kind: 'write', verb: 'INSERT' }],
    ['insert into t values (1)', { kind: 'write', verb: 'INSERT' }],
    ['UPDATE t SET a = 1', { kind: 'write', verb: 'UPDATE' }],
    ['DELETE FROM t', { kind: 'write', verb: 'DELETE' }],
    ['MERGE INTO t USING u ON true', unsupported('MERGE')],
    ['{call MergePullRequest(1)}', { kind: 'call', procedure: 'MergePullRequest' }],
    ['{?=call a.b(?)}', { kind: 'call', procedure: 'a.b' }],
    ['EXEC MergePullRequest @Id = 1', { kind: 'call', procedure: 'MergePullRequest' }],
    ['EXECUTE @r = p 1', { kind: 'call', procedure: 'p' }],
    ['SET extra_float_digits = 2', { kind: 'set', name: 'extra_float_digits', value: '2' }],
    ['SET drawbridge.max_rows TO -1', { kind: 'set', name: 'drawbridge.max_rows', value: '-1' }],
    [
      'SET SESSION search_path = site, "My Schema"',
      { kind: 'set', name: 'search_path', value: 'site, "My Schema"' },
    ],
    ['SET search_path = "My Schema"', { kind: 'set', name: 'search_path', value: 'My Schema' }],
    ["SET TIME ZONE INTERVAL '0' HOUR", { kind: 'set', name: 'TimeZone', value: '+00:00' }],
    ["SET TIME ZONE INTERVAL '+08' HOUR", { kind: 'set', name: 'TimeZone', value: "INTERVAL '+08' HOUR" }],
    ['SET TIME ZONE LOCAL', { kind: 'set', name: 'TimeZone', value: null }],
    ["SET TIME ZONE 'UTC'", { kind: 'set', name: 'TimeZone', value: 'UTC' }],
    ["SET DateStyle='ISO, it''s'", { kind: 'set', name: 'DateStyle', value: "ISO, it's" }],
    ['SET x TO DEFAULT', { kind: 'set', name: 'x', value: null }],
    ['SET NAMES utf8', { kind: 'set', name: 'NAMES', value: 'utf8' }],
    [
      'SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY',
      { kind: 'set', name: 'session characteristics', value: 'READ ONLY' },
    ],
    ['SET VARIABLE x = 1', unsupported('SET VARIABLE')],
    ['SHOW server_version', { kind: 'show', name: 'server_version' }],
    ['show transaction isolation level', { kind: 'show', name: 'transaction_isolation' }],
    ['SHOW TIME ZONE', { kind: 'show', name: 'TimeZone' }],
    ['BEGIN WORK', { kind: 'transaction', verb: 'BEGIN' }],
    [
      'BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY',
      { kind: 'transaction', verb: 'BEGIN', modes: 'ISOLATION LEVEL READ COMMITTED READ ONLY' },
    ],
    ['START TRANSACTION READ ONLY', { kind: 'transaction', verb: 'START TRANSACTION' }],
    ['END', { kind: 'transaction', verb: 'COMMIT', chain: false }],
    ['COMMIT WORK AND CHAIN', { kind: 'transaction', verb: 'COMMIT', chain: true }],
    ['ABORT', { kind: 'transaction', verb: 'ROLLBACK', chain: false }],
    ['ROLLBACK AND NO CHAIN', { kind: 'transaction', verb: 'ROLLBACK', chain: false }],
    ['ROLLBACK TO SAVEPOINT A', { kind: 'transaction', verb: 'ROLLBACK TO', savepoint: 'a' }],
    ['ROLLBACK WORK TO "A"', { kind: 'transaction', verb: 'ROLLBACK TO', savepoint: 'A' }],
    ['SAVEPOINT a', { kind: 'transaction', verb: 'SAVEPOINT', savepoint: 'a' }],
    ['RELEASE SAVEPOINT a', { kind: 'transaction', verb: 'RELEASE', savepoint: 'a' }],
    ["PREPARE TRANSACTION 'x'", unsupported('PREPARE TRANSACTION')],
    ["COMMIT PREPARED 'x'", unsupported('COMMIT PREPARED')],
    ['DEALLOCATE "_PLAN0x1"', { kind: 'deallocate', name: '_PLAN0x1' }],
    ['DEALLOCATE Plan', { kind: 'deallocate', name: 'plan' }],
    ['PREPARE p AS SELECT 1', { kind: 'prepare' }],
    ['DEALLOCATE PREPARE ALL', { kind: 'deallocate', name: null }],
    ['DISCARD ALL', { kind: 'discard', what: 'ALL' }],
    ['DISCARD TEMPORARY', { kind: 'discard', what: 'TEMP' }],
    ['DISCARD PLANS', { kind: 'discard', what: 'PLANS' }],
    ['UNLISTEN *', { kind: 'nothing', tag: 'UNLISTEN' }],
    [
      'DECLARE "SQL_CUR1" CURSOR WITH HOLD FOR SELECT 1',
      { kind: 'declareCursor', cursor: 'SQL_CUR1', hold: true, binary: false },
    ],
    [
      'declare C binary no scroll cursor for select 1',
      { kind: 'declareCursor', cursor: 'c', hold: false, binary: true },
    ],
    ['FETCH c', { kind: 'fetchCursor', cursor: 'c', rows: 1, move: false }],
    ['FETCH NEXT FROM c', { kind: 'fetchCursor', cursor: 'c', rows: 1, move: false }],
    ['fetch 100 in "C"', { kind: 'fetchCursor', cursor: 'C', rows: 100, move: false }],
    ['FETCH FORWARD 100 FROM c', { kind: 'fetchCursor', cursor: 'c', rows: 100, move: false }],
    ['FETCH FORWARD ALL FROM c', { kind: 'fetchCursor', cursor: 'c', rows: Infinity, move: false }],
    ['FETCH FORWARD 0 FROM c', { kind: 'fetchCursor', cursor: 'c', rows: 0, move: false }],
    ['MOVE 5 IN c', { kind: 'fetchCursor', cursor: 'c', rows: 5, move: true }],
    ['FETCH PRIOR FROM c', unsupported('FETCH PRIOR')],
    ['FETCH ABSOLUTE 3 FROM c', unsupported('FETCH ABSOLUTE 3')],
    ['CLOSE c', { kind: 'closeCursor', cursor: 'c' }],
    ['CLOSE ALL', { kind: 'closeCursor', cursor: null }],
    ['RESET ALL', { kind: 'reset', name: null }],
    ['RESET TIME ZONE', { kind: 'reset', name: 'TimeZone' }],
    [
      'SET LOCAL statement_timeout = 10',
      { kind: 'set', name: 'statement_timeout', value: '10', local: true },
    ],
    ['SET SESSION AUTHORIZATION DEFAULT', { kind: 'set', name: 'session_authorization', value: null }],
    [
      'CREATE LOCAL TEMPORARY TABLE "XT" ("COL" INTEGER) ON COMMIT PRESERVE ROWS',
      unsupported('CREATE TABLE'),
    ],
    ['create or replace macro a() as 1', unsupported('CREATE MACRO')],
    ['SELECT a FROM t FOR UPDATE', locking],
    ['SELECT a FROM t WHERE b = 1 FOR NO KEY UPDATE OF t SKIP LOCKED', locking],
    ['SELECT a FROM t ORDER BY 1 LIMIT 1 FOR SHARE', locking],
    ['SELECT substring(a FROM 1 FOR 2) FROM t', { kind: 'select' }],
    ['DROP TABLE "XT"', unsupported('DROP TABLE')],
    ["COPY t TO 'x'", unsupported('COPY to anything but STDOUT', outputHint)],
    ["COPY (SELECT 1) TO PROGRAM 'x'", unsupported('COPY to anything but STDOUT', outputHint)],
    ['COPY t FROM STDIN', unsupported('COPY FROM')],
    ["COPY (SELECT 1) TO STDOUT (FORMAT 'nonsense')", unsupported('An option of this COPY')],
    ['COPY (SELECT 1) TO STDOUT (FORMAT binary, HEADER)', unsupported('An option of this COPY')],
    ['COPY (DELETE FROM t RETURNING a) TO STDOUT', unsupported('COPY of anything but a query')],
    ["ATTACH 'x'", unsupported('ATTACH')],
    ['PRAGMA version', unsupported('PRAGMA')],
    ['INSTALL httpfs', unsupported('INSTALL')],
    ['LOAD httpfs', unsupported('LOAD')],
    ['USE memory', unsupported('USE')],
    ['CHECKPOINT', unsupported('CHECKPOINT')],
    ['VACUUM', unsupported('VACUUM')],
    ['DECLARE c CURSOR FOR DELETE FROM t', unsupported('A cursor for DELETE')],
    ['DECLARE c', unsupported('DECLARE')],
    ['EXPORT DATABASE x', unsupported('EXPORT')],
    ['TRUNCATE t', unsupported('TRUNCATE')],
    ['EXPLAIN DELETE FROM t', unsupported('EXPLAIN DELETE')],
    ['EXPLAIN SET x = 1', unsupported('EXPLAIN SET')],
  ])('%s', (text, kind) => {
    expect(normalise(text).kind).toMatchObject(kind);
  });

  it.each<readonly [string, boolean, string]>([
    ['EXPLAIN SELECT TOP 1 a FROM t', false, ' SELECT a FROM t LIMIT 1'],
    ['explain analyze verbose SELECT 1', true, ' SELECT 1'],
    ['EXPLAIN (ANALYZE, FORMAT JSON) SELECT 1', true, ' SELECT 1'],
    ['EXPLAIN (ANALYZE off) SELECT 1', false, ' SELECT 1'],
    ['EXPLAIN (SELECT 1)', false, ' (SELECT 1)'],
  ])('%s explains the statement behind it', (text, analyze, behind) => {
    const statement = normalise(text);
    expect(statement.kind).toEqual({ kind: 'explain', analyze });
    expect(statement.text).toBe(behind);
  });
});
