import { expect, test } from 'vitest';
import type { Property } from '../../engine/admin/contract.ts';
import { parseConnectionString } from '../../engine/dsn/connection-string.ts';
import { textWithDriver, textWithDsn } from './connection-text.ts';
import { emptyDraft, type Draft } from './draft.ts';

const property = (part: Partial<Property> & { readonly name: string }): Property => ({
  label: part.name,
  help: '',
  type: { kind: 'text' },
  default: '',
  category: 'Basic',
  sensitivity: 'none',
  ...part,
});

const properties = [
  property({ name: 'Workspace' }),
  property({ name: 'Schema', default: 'Information' }),
  property({ name: 'AuthScheme', default: 'OAuth' }),
  property({ name: 'Email', when: { property: 'AuthScheme', oneOf: ['APIToken'] } }),
  property({
    name: 'APIToken',
    sensitivity: 'secret',
    when: { property: 'AuthScheme', oneOf: ['APIToken'] },
  }),
];
const token: Draft = {
  ...emptyDraft,
  name: 'Pier',
  values: { Workspace: 'a;b}c', Schema: 'Information', AuthScheme: 'APIToken', Email: 'ada@example.org' },
  kept: ['APIToken'],
};

test('with a data source only what is not saved yet stands in it', () => {
  expect(textWithDsn(token, token, properties)).toBe('DSN=Pier;');
  const file = { ...token, name: '/etc/pier.dsn' };
  expect(textWithDsn(file, file, properties, 'file')).toBe('FILEDSN=/etc/pier.dsn;');
  const changed = { ...token, values: { ...token.values, Schema: 'HARBOR' } };
  expect(textWithDsn(changed, token, properties)).toBe('DSN=Pier;Schema=HARBOR;');
});

test('a value that goes back to its default says so', () => {
  const { Schema: _schema, ...values } = token.values;
  const saved = { ...token, values: { ...token.values, Schema: 'HARBOR' } };
  expect(textWithDsn({ ...token, values }, saved, properties)).toBe('DSN=Pier;Schema=Information;');
});

test('without a data source defaults are left out, values are quoted and secrets masked', () => {
  const text = textWithDriver(token, 'Some {odd} driver', properties);
  expect(text).toBe(
    'Driver={Some {odd}} driver};Workspace={a;b}}c};AuthScheme=APIToken;Email={ada@example.org};APIToken=***;',
  );
  expect(Object.fromEntries(parseConnectionString(text))).toMatchObject({
    Driver: 'Some {odd} driver',
    Workspace: 'a;b}c',
  });
});

test('what another way to sign in needs is left out', () => {
  const { AuthScheme: _scheme, ...values } = token.values;
  expect(textWithDriver({ ...token, values }, 'D', properties)).toBe('Driver={D};Workspace={a;b}}c};');
});

test('a secret that was typed or forgotten shows only that there is one', () => {
  const typed = { ...token, kept: [], secrets: { APIToken: 'hunter2' } };
  expect(textWithDsn(typed, token, properties)).toBe('DSN=Pier;APIToken=***;');
  const forgotten = { ...token, secrets: { APIToken: null } };
  expect(textWithDriver(forgotten, 'D', properties)).not.toContain('APIToken=*');
});
