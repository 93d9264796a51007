import { describe, expect, it } from 'vitest';
import { SessionSettings } from './settings.ts';

const settings = (): SessionSettings => new SessionSettings(['harbor', 'Information']);

describe('the settings of a session', () => {
  it('accepts what drivers say at their start', () => {
    const session = settings();
    session.set('DateStyle', 'ISO');
    session.set('extra_float_digits', '2');
    // Npgsql before 3.2.
    session.set('ssl_renegotiation_limit', '0');
    session.set('client_encoding', 'utf-8');
    session.set('plan_cache_mode', 'force_custom_plan');
    session.set('tcp_keepalives_idle', '300');
    session.set('TIME ZONE', 'UTC');
    expect(session.show('transaction_isolation')).toBe('read committed');
    expect(session.show('extra_float_digits')).toBe('2');
  });

  it('writes intervals in two of PostgreSQL’s styles', () => {
    const session = settings();
    session.set('intervalstyle', 'ISO_8601');
    expect(session.show('IntervalStyle')).toBe('iso_8601');
    expect(() => session.set('IntervalStyle', 'sql_standard')).toThrow(
      expect.objectContaining({ sqlState: '0A000' }),
    );
  });

  it('writes bytes in both of PostgreSQL’s ways', () => {
    const session = settings();
    session.set('bytea_output', 'ESCAPE');
    expect(session.show('bytea_output')).toBe('escape');
    expect(() => session.set('bytea_output', 'base64')).toThrow(
      expect.objectContaining({ sqlState: '22023' }),
    );
  });

  it('refuses another time zone or encoding instead of ignoring it', () => {
    expect(() => settings().set('TimeZone', 'Europe/Berlin')).toThrow(
      expect.objectContaining({ sqlState: '0A000', message: expect.stringContaining('UTC') as string }),
    );
    expect(() => settings().set('client_encoding', 'LATIN1')).toThrow(
      expect.objectContaining({ sqlState: '0A000' }),
    );
  });

  it('says which setting it does not know', () => {
    expect(() => settings().set('wal_level', '1')).toThrow(expect.objectContaining({ sqlState: '42704' }));
    expect(() => settings().show('wal_level')).toThrow(expect.objectContaining({ sqlState: '42704' }));
  });

  it('keeps the cap of rows and takes it back', () => {
    const session = settings();
    session.set('drawbridge.max_rows', '10');
    expect(session.maxRows).toBe(10);
    session.set('drawbridge.max_rows', '0');
    expect(session.maxRows).toBe(0);
    expect(() => session.set('drawbridge.max_rows', '-1')).toThrow(
      expect.objectContaining({ sqlState: '22023' }),
    );
  });

  it('changes the search path and returns to the DSN’s', () => {
    const session = settings();
    session.set('search_path', '"API", information');
    expect(session.searchPath).toEqual(['API', 'information']);
    session.set('search_path', null);
    expect(session.searchPath).toEqual(['harbor', 'Information']);
  });

  it('forgets everything on reset, so that a pooled connection carries nothing over', () => {
    const session = settings();
    session.set('drawbridge.max_rows', '10');
    session.set('search_path', 'other');
    session.set('application_name', 'first');
    session.reset();
    expect([session.maxRows, session.searchPath, session.show('application_name')]).toEqual([
      0,
      ['harbor', 'Information'],
      '',
    ]);
  });
});

describe('a setting that a client gives when it connects', () => {
  it('is what RESET goes back to', () => {
    const session = settings();
    session.begin('search_path', 'pier');
    session.begin('application_name', 'DBeaver');
    session.set('search_path', 'quay');
    session.set('application_name', 'other');
    session.reset();
    expect([session.searchPath, session.show('application_name')]).toEqual([['pier'], 'DBeaver']);
  });

  it('fails as SET does', () => {
    expect(() => settings().begin('TimeZone', 'Europe/Berlin')).toThrow(
      expect.objectContaining({ sqlState: '0A000' }),
    );
  });
});

describe('the limit of time', () => {
  it.each([
    ['0', 0],
    ['250', 250],
    ['5s', 5000],
    ['1.5 min', 90_000],
  ])('%s is %d ms', (text, limit) => {
    const session = settings();
    session.set('statement_timeout', text);
    expect(session.statementTimeout).toBe(limit);
  });

  it.each([
    ['0', '0'],
    ['1234', '1234ms'],
    ['5000', '5s'],
    ['60000', '1min'],
    ['90min', '90min'],
    ['24h', '1d'],
  ])('%s is shown as %s', (text, shown) => {
    const session = settings();
    session.set('statement_timeout', text);
    expect(session.show('statement_timeout')).toBe(shown);
  });

  it.each(['abc', '-1', '5 weeks', '99999999999'])('%s is refused', (text) => {
    expect(() => settings().set('statement_timeout', text)).toThrow(
      expect.objectContaining({ sqlState: '22023' }),
    );
  });
});

describe('SET LOCAL', () => {
  it('ends with its transaction, and does nothing without one', () => {
    const session = settings();
    session.set('statement_timeout', '5', 'local');
    expect(session.statementTimeout).toBe(0);
    session.set('statement_timeout', '1');
    session.transaction({ verb: 'BEGIN' }, false);
    session.set('statement_timeout', '5', 'local');
    session.set('statement_timeout', '6', 'local');
    expect(session.statementTimeout).toBe(6);
    session.transaction({ verb: 'COMMIT', chain: false }, false);
    expect(session.statementTimeout).toBe(1);
  });
});

describe('what is said of transactions', () => {
  const shown = (session: SessionSettings): readonly (string | boolean)[] => [
    session.show('transaction_isolation'),
    session.show('transaction_deferrable'),
    session.readOnly,
  ];

  it('is shown and heeded until the transaction ends, and in the one that is chained to it', () => {
    const session = settings();
    session.transaction(
      { verb: 'BEGIN', modes: 'ISOLATION LEVEL REPEATABLE READ, READ ONLY DEFERRABLE' },
      false,
    );
    expect(shown(session)).toEqual(['repeatable read', 'on', true]);
    session.set('TRANSACTION', 'READ WRITE, NOT DEFERRABLE');
    session.set('transaction_isolation', 'serializable');
    expect(shown(session)).toEqual(['serializable', 'off', false]);
    session.transaction({ verb: 'COMMIT', chain: true }, false);
    expect(shown(session)).toEqual(['serializable', 'off', false]);
    session.transaction({ verb: 'COMMIT', chain: false }, false);
    expect(shown(session)).toEqual(['read committed', 'off', false]);
  });

  it('holds for every transaction where SESSION CHARACTERISTICS or a default says it', () => {
    const session = settings();
    session.set('session characteristics', 'ISOLATION LEVEL SERIALIZABLE, READ ONLY');
    expect(shown(session)).toEqual(['serializable', 'off', true]);
    expect(session.reported.get('default_transaction_read_only')).toBe('on');
    session.transaction({ verb: 'BEGIN', modes: 'READ WRITE' }, false);
    expect(shown(session)).toEqual(['serializable', 'off', false]);
    session.transaction({ verb: 'COMMIT', chain: false }, false);
    session.set('default_transaction_read_only', 'false');
    session.set('transaction_read_only', 'on');
    expect(shown(session)).toEqual(['serializable', 'off', false]);
  });

  it.each([
    ['default_transaction_isolation', 'chaos'],
    ['default_transaction_read_only', 'maybe'],
    ['enable_hashjoin', 'o'],
  ])('and switches refuse what makes no sense: %s = %s', (name, value) => {
    expect(() => settings().set(name, value)).toThrow(expect.objectContaining({ sqlState: '22023' }));
  });
});

describe('what clients are told', () => {
  it('changes with SET', () => {
    const session = settings();
    expect(session.reported.get('TimeZone')).toBe('UTC');
    session.set('application_name', 'psql');
    expect(session.reported.get('application_name')).toBe('psql');
    expect(session.reported.has('statement_timeout')).toBe(false);
  });

  it('knows values of applications and switches of the planner, but none of ours that is not there', () => {
    const session = settings();
    session.set('myapp.user_id', '42');
    session.set('enable_nestloop', 'off');
    expect(session.show('myapp.user_id')).toBe('42');
    expect(() => session.set('drawbridge.nothing', '1')).toThrow(
      expect.objectContaining({ sqlState: '42704' }),
    );
    expect(session.all().map(({ name }) => name)).toContain('TimeZone');
  });
});
