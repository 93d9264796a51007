import { describe, expect, it } from 'vitest';
import type { HealthFacts, SignInFact, ValuesFact } from './facts.ts';
import { emptyNote, type Note, type NotedFailure } from './note.ts';
import { healthFindings } from './rules.ts';

const now = Date.parse('2026-05-04T08:00:00Z');
const entry = {
  name: 'Harbour',
  scope: 'user',
  driver: '',
  platform: '',
  description: '',
  ours: true,
} as const;
const oauth: ValuesFact = { kind: 'right', scheme: 'OAuth', renews: true, readOnly: true, missing: [] };
const token: ValuesFact = { ...oauth, scheme: 'AccessToken' };
const signIn: SignInFact = {
  account: 'Ada',
  scopes: ['account', 'repository'],
  expiresAt: '2026-05-04T09:00:00Z',
  renewable: true,
};
const failure: NotedFailure = {
  kind: 'token expired',
  at: '2026-05-04T02:00:00.000Z',
  sqlState: '28000',
  message: 'Bitbucket refused the credentials',
  hint: 'Sign in again.',
  path: '/2.0/user',
  scopes: [],
};
const lacksPipeline: NotedFailure = {
  ...failure,
  kind: 'scope missing',
  path: '/2.0/pipelines',
  scopes: ['pipeline'],
};
const answered: Note = { ...emptyNote('r'), good: { since: failure.at, at: failure.at } };

const facts = (changes: Partial<HealthFacts> = {}): HealthFacts => ({
  entry,
  library: { kind: 'there' },
  vault: { kind: 'open', signIn },
  values: oauth,
  others: null,
  secretsInFile: [],
  note: answered,
  now,
  ...changes,
});
const states = (changes: Partial<HealthFacts>) => healthFindings(facts(changes)).map(({ state }) => state);
const first = (changes: Partial<HealthFacts>) => healthFindings(facts(changes))[0];

describe('a data source', () => {
  it('is good once Bitbucket has answered, and says as whom', () => {
    expect(first({})).toMatchObject({
      state: 'good',
      message: expect.stringContaining('Ada') as string,
      at: failure.at,
    });
  });

  it('is not checked before, with one button that does it', () => {
    expect(first({ note: null })).toMatchObject({ state: 'not checked', mends: [{ action: 'check' }] });
  });

  it('shows the worst first, and no comfort beside it', () => {
    const all = states({
      library: { kind: 'gone', library: '/x.so' },
      note: { ...answered, failure },
      secretsInFile: ['APIToken'],
    });
    expect(all).toEqual(['driver missing', 'token expired', 'secret in file']);
  });

  it('that works in parts says that it works, after what does not', () => {
    expect(states({ note: { ...answered, refused: [lacksPipeline] } })).toEqual(['scope missing', 'good']);
  });
});

describe('the driver', () => {
  it.each([
    ['gone', 'IM003'],
    ['32-bit', 'IM014'],
    ['no library', 'IM003'],
  ] as const)('whose library is %s is missing, with %s and the path', (kind, sqlState) => {
    expect(first({ library: { kind, library: '/opt/x.so' } })).toMatchObject({
      state: 'driver missing',
      sqlState,
      message: expect.stringContaining('/opt/x.so') as string,
      mends: [{ action: 'installDriver' }],
    });
  });

  it('of a name that is not registered is missing', () => {
    expect(first({ library: { kind: 'unregistered', name: 'Drawbridge' } })).toMatchObject({
      sqlState: 'IM002',
    });
  });
});

describe('the credential', () => {
  it('that the scheme needs and nobody has entered comes before the sign-in', () => {
    const missing = {
      values: { ...oauth, missing: ['OAuthClientSecret'] },
      vault: { kind: 'open', signIn: null },
    } as const;
    expect(states(missing)).toEqual(['not signed in']);
    expect(first(missing)?.mends).toEqual([{ action: 'enterSecret', what: 'consumer' }]);
  });

  it('of OAuth is a sign-in', () => {
    expect(first({ vault: { kind: 'open', signIn: null } })?.mends).toEqual([
      { action: 'signIn', again: false },
    ]);
  });

  it('in a vault that cannot be opened is not said to be missing', () => {
    const vault = {
      kind: 'locked',
      sqlState: '28000',
      message: 'The key file is gone.',
      hint: '',
      replaceable: true,
    } as const;
    expect(states({ vault, values: { ...token, missing: ['AccessToken'] } })).toEqual(['vault locked']);
  });

  it('in a vault that cannot be opened waits for the key first; a newer vault is never replaced', () => {
    const vault = { kind: 'locked', sqlState: '28000', message: 'The key file is gone.', hint: '' } as const;
    const actions = (replaceable: boolean) => first({ vault: { ...vault, replaceable } })?.mends;
    expect(actions(true)).toEqual([{ action: 'check' }, { action: 'startNewVault' }]);
    expect(actions(false)).toEqual([{ action: 'check' }]);
  });

  it.each([
    ['a sign-in', oauth, { action: 'signIn', again: true }],
    ['a token', token, { action: 'enterSecret', what: 'token' }],
    ['a private consumer', { ...oauth, scheme: 'OAuthClient' }, { action: 'enterSecret', what: 'consumer' }],
  ] as const)('that was refused is replaced: %s', (_what, values, mend) => {
    const found = first({ values, note: { ...answered, failure } });
    expect(found).toMatchObject({ state: 'token expired', at: failure.at });
    expect(found?.mends[0]).toEqual(mend);
  });

  it('has ended where its time is over and nothing renews it', () => {
    const late = { ...signIn, expiresAt: '2026-05-04T07:00:00Z' };
    expect(states({ vault: { kind: 'open', signIn: late } })).toEqual(['good']);
    const lost = { kind: 'open', signIn: { ...late, renewable: false } } as const;
    expect(states({ vault: lost })).toEqual(['token expired']);
    const off = { values: { ...oauth, renews: false }, vault: { kind: 'open', signIn: late } } as const;
    expect(states(off)).toEqual(['token expired']);
  });
});

describe('a missing scope', () => {
  const note = { ...answered, refused: [lacksPipeline] };

  it('names the box to tick before the new sign-in', () => {
    expect(first({ note })).toMatchObject({
      state: 'scope missing',
      tone: 'warning',
      hint: expect.stringContaining('Pipelines: Read') as string,
      mends: [{ action: 'signInWithScopes', boxes: ['Pipelines: Read'] }, { action: 'check' }],
    });
  });

  it('wants another token where there is one', () => {
    expect(first({ note, values: token })?.mends[0]).toEqual({ action: 'enterSecret', what: 'token' });
  });

  it('is over with a sign-in that has it, or one that brings it along', () => {
    for (const scope of ['pipeline', 'pipeline:write'])
      expect(
        states({ note, vault: { kind: 'open', signIn: { ...signIn, scopes: ['repository', scope] } } }),
      ).toEqual(['good']);
  });

  it('is known without a call where writing is allowed and the sign-in cannot', () => {
    expect(first({ values: { ...oauth, readOnly: false } })).toMatchObject({
      state: 'scope missing',
      hint: expect.stringContaining('Pull requests: Write') as string,
    });
  });

  it('is not guessed of a sign-in whose scopes Bitbucket has not told', () => {
    const vault = { kind: 'open', signIn: { ...signIn, scopes: [] } } as const;
    expect(states({ vault, values: { ...oauth, readOnly: false } })).toEqual(['good']);
  });
});

describe('wrong values', () => {
  const wrong = { keyword: 'MaxRows', message: 'Not allowed.', hint: 'A number.', page: 'Basic' } as const;

  it('open the page where they stand', () => {
    expect(first({ values: { kind: 'wrong', wrong: [wrong] } })?.mends).toEqual([
      { action: 'configure', page: 'Basic' },
      { action: 'removeValues', names: ['MaxRows'] },
    ]);
  });

  it('that are no properties can only be removed, since no sheet shows them', () => {
    const unknown = { ...wrong, keyword: 'Wrkspace', page: null };
    expect(first({ values: { kind: 'wrong', wrong: [wrong, unknown] } })?.mends).toEqual([
      { action: 'removeValues', names: ['MaxRows', 'Wrkspace'] },
    ]);
  });
});

it.each([
  ['unreachable', ['check', 'configure']],
  ['check failed', ['check', 'configure']],
] as const)('%s offers another check and the settings', (kind, actions) => {
  const found = first({ note: { ...answered, failure: { ...failure, kind } } });
  expect([found?.state, found?.mends.map(({ action }) => action)]).toEqual([kind, actions]);
});

describe('what other accounts lack', () => {
  const others = {
    kept: ['AccessToken', 'the sign-in'],
    registered: true,
    closedLibrary: null,
    servesThem: false,
  };

  it('is told beside the state, which it never replaces', () => {
    expect(states({ others })).toEqual(['good', 'other accounts']);
    expect(states({ others, vault: { kind: 'open', signIn: null } })).toEqual(['not signed in']);
    expect(states({ others: null })).toEqual(['good']);
  });

  it('is each thing with what helps', () => {
    const told = (changes: Partial<typeof others>) => {
      const [, found] = healthFindings(facts({ others: { ...others, ...changes } }));
      return `${found?.message} ${found?.hint}`;
    };
    expect(told({})).toMatch(
      /lacks an engine.*; AccessToken and the sign-in, kept in your vault\..*drawbridge host.*drawbridge login/,
    );
    expect(told({ registered: false })).toContain('drawbridge driver install --system');
    const closed = { ...others, closedLibrary: '/home/ada' };
    expect(healthFindings(facts({ others: closed }))[1]?.message).toContain('/home/ada is closed to others');
  });

  it('is nothing where the engine answers them and the library is open', () => {
    expect(states({ others: { ...others, servesThem: true } })).toEqual(['good']);
  });
});
