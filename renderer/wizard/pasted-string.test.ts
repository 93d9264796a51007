import { expect, test } from 'vitest';
import type { Property } from '../../engine/admin/contract.ts';
import { emptyDraft } from '../dsn/draft.ts';
import { readPastedString } from './pasted-string.ts';

const property = (name: string, sensitivity: Property['sensitivity'] = 'none'): Property => ({
  name,
  label: `The ${name}`,
  help: '',
  type: { kind: sensitivity === 'secret' ? 'secret' : 'text' },
  default: '',
  category: 'Basic',
  sensitivity,
});

const properties = [
  property('Workspace'),
  property('AuthScheme'),
  property('OAuthClientId'),
  property('OAuthClientSecret', 'secret'),
  property('Email', 'private'),
  property('APIToken', 'secret'),
];

function read(text: string) {
  const reading = readPastedString(text, emptyDraft, properties);
  if (reading.kind === 'wrong') throw new Error(reading.message);
  return reading;
}

test('values go to the draft and secrets to the vault’s way, in any spelling of the keywords', () => {
  const { draft, filled } = read('workspace = pier; OAuth Client Secret={a;b}}c};');
  expect(draft.values).toEqual({ Workspace: 'pier' });
  expect(draft.secrets).toEqual({ OAuthClientSecret: 'a;b}c' });
  expect(filled).toEqual(['The Workspace', 'The OAuthClientSecret']);
});

test('DSN and Description name the data source, and the driver says nothing', () => {
  const { draft, ignored } = read('Driver={Some driver};DSN=Pier;Description=Ships');
  expect(draft).toMatchObject({ name: 'Pier', description: 'Ships', values: {} });
  expect(ignored).toEqual([]);
});

test('UID and PWD mean what the way to sign in needs, wherever they stand', () => {
  expect(read('UID=key;PWD=secret').draft).toMatchObject({
    values: { OAuthClientId: 'key' },
    secrets: { OAuthClientSecret: 'secret' },
  });
  expect(read('PWD=token;UID=ada@example.org;AuthScheme=APIToken').draft).toMatchObject({
    values: { Email: 'ada@example.org', AuthScheme: 'APIToken' },
    secrets: { APIToken: 'token' },
  });
});

test('what has no meaning here is named, not kept', () => {
  const { draft, ignored } = read('Workspace=pier;Pooling=true');
  expect(ignored).toEqual(['Pooling']);
  expect(draft.values).toEqual({ Workspace: 'pier' });
});

test('what is no connection string says why', () => {
  const reading = readPastedString('Workspace={pier', emptyDraft, properties);
  expect(reading).toMatchObject({ kind: 'wrong', message: expect.stringContaining('brace') as string });
});

test('what was typed before stays where the string says nothing', () => {
  const before = { ...emptyDraft, name: 'Mine', values: { Workspace: 'old', AuthScheme: 'OAuth' } };
  const reading = readPastedString('Workspace=new', before, properties);
  expect(reading).toMatchObject({
    draft: { name: 'Mine', values: { Workspace: 'new', AuthScheme: 'OAuth' } },
  });
});
