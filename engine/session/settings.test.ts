import { describe, expect, it } from 'vitest';
import { SessionSettings } from './settings.ts';

const settings = (): SessionSettings => new SessionSettings(['harbor', 'Information']);

describe('the settings of a session', () => {
  it('accepts what drivers say at their start', () => {
    const session = settings();
    session.set('DateStyle', 'ISO');
    session.set('extra_float_digits', '2');
    session.set('client_encoding', 'utf-8');
    session.set('TIME ZONE', 'UTC');
    expect(session.show('transaction_isolation')).toBe('read committed');
    expect(session.show('extra_float_digits')).toBe('2');
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
    expect(() => settings().set('work_mem', '1')).toThrow(expect.objectContaining({ sqlState: '42704' }));
    expect(() => settings().show('work_mem')).toThrow(expect.objectContaining({ sqlState: '42704' }));
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
