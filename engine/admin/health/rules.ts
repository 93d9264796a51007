/**
 * From facts to states of health, by one table: a new state is one entry (and its name in the contract). Each rule
 * looks at the facts alone; the order of the table is that of severity.
 */
import { boxOf, grants } from '../../bitbucket/permissions.ts';
import type { HealthFinding, HealthMend, HealthStateName } from '../contract.ts';
import type { HealthFacts, LibraryFact } from './facts.ts';
import type { NotedFailure } from './note.ts';

interface HealthRule {
  readonly state: HealthStateName;
  readonly tone: HealthFinding['tone'];
  readonly find: (facts: HealthFacts) => Found | null;
}

type Found = Omit<HealthFinding, 'state' | 'tone'>;

/** The first is the worst. Never empty. */
export function healthFindings(facts: HealthFacts): HealthFinding[] {
  const all = rules.flatMap(({ state, tone, find }): HealthFinding[] => {
    const found = find(facts);
    return found === null ? [] : [{ state, tone, ...found }];
  });
  // Where it cannot work now, that it did once is no comfort.
  const bad = all.filter(({ tone }) => tone === 'bad');
  return bad.length > 0 ? all.filter(({ tone }) => tone === 'bad' || tone === 'warning') : all;
}

const check: HealthMend = { action: 'check' };
const network: HealthMend = { action: 'configure', page: 'Network' };
const enterSecret = (facts: HealthFacts): HealthMend => ({
  action: 'enterSecret',
  what: isToken(facts) ? 'token' : 'consumer',
});
const signIn = (again: boolean): HealthMend => ({ action: 'signIn', again });

const rules: readonly HealthRule[] = [
  {
    state: 'driver missing',
    tone: 'bad',
    find: ({ library }) =>
      library.kind === 'there'
        ? null
        : {
            ...libraryTrouble(library),
            mends: [{ action: 'installDriver' }],
          },
  },
  {
    state: 'vault locked',
    tone: 'bad',
    find({ vault }) {
      if (vault.kind === 'open') return null;
      const { sqlState, message, hint, replaceable } = vault;
      // The key may come back, so a new vault is the second choice.
      const mends: HealthMend[] = replaceable ? [check, { action: 'startNewVault' }] : [check];
      return { sqlState, message, hint, mends };
    },
  },
  {
    state: 'wrong values',
    tone: 'bad',
    find({ values }) {
      if (values.kind === 'right') return null;
      const { wrong } = values;
      const remove: HealthMend = { action: 'removeValues', names: wrong.map(({ keyword }) => keyword) };
      const pages = new Set(wrong.flatMap(({ page }) => (page === null ? [] : [page])));
      const configure = [...pages].map((page): HealthMend => ({ action: 'configure', page }));
      // The sheet does not show what is no property, and so could not be saved.
      const hasUnknown = wrong.some(({ page }) => page === null);
      return {
        sqlState: '22023',
        message: wrong.map(({ message }) => message).join(' '),
        hint: wrong.map(({ hint }) => hint).join(' '),
        mends: hasUnknown ? [remove] : [...configure, remove],
      };
    },
  },
  {
    state: 'not signed in',
    tone: 'bad',
    find(facts) {
      const { entry, values, vault } = facts;
      // What a locked vault holds is not known.
      if (values.kind === 'wrong' || vault.kind === 'locked') return null;
      const { scheme, missing } = values;
      if (missing.length > 0) {
        return {
          sqlState: '28000',
          message: `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing, which AuthScheme=${scheme} needs.`,
          hint: `Enter ${missing.length === 1 ? 'it' : 'them'} on the page Authentication; secrets go to the vault.`,
          mends: [enterSecret(facts)],
        };
      }
      if (scheme !== 'OAuth' || vault.signIn !== null) return null;
      return {
        sqlState: '28000',
        message: `Nobody is signed in for ${entry.name}.`,
        hint: 'Sign in with the browser once; it is renewed by itself afterwards.',
        mends: [signIn(false)],
      };
    },
  },
  {
    state: 'token expired',
    tone: 'bad',
    find(facts) {
      const { values, vault, now } = facts;
      const mends = credentialMends(facts);
      const noted = failureOf(facts, 'token expired');
      if (noted !== null) return { ...noted, mends: [...mends, check] };
      if (values.kind === 'wrong' || vault.kind === 'locked' || values.scheme !== 'OAuth') return null;
      const { signIn: kept } = vault;
      if (kept === null || Date.parse(kept.expiresAt) > now || (kept.renewable && values.renews)) return null;
      return {
        sqlState: '28000',
        message: values.renews
          ? 'The sign-in has ended and cannot be renewed.'
          : 'The sign-in has ended, and InitiateOAuth=OFF does not let it be renewed.',
        hint: 'Sign in again.',
        mends,
      };
    },
  },
  {
    state: 'unreachable',
    tone: 'bad',
    find: (facts) => withMends(failureOf(facts, 'unreachable'), [check, network]),
  },
  {
    state: 'check failed',
    tone: 'bad',
    find: (facts) =>
      withMends(failureOf(facts, 'check failed'), [check, { action: 'configure', page: 'Basic' }]),
  },
  {
    state: 'scope missing',
    tone: 'warning',
    find(facts) {
      const scopes = missingScopes(facts);
      if (scopes.length === 0) return null;
      const named = scopes.join(', ');
      const refused = facts.note?.refused.find((one) => one.scopes.some((scope) => scopes.includes(scope)));
      const boxes = scopes.map((scope) => boxOf(scope) ?? scope);
      const common = { sqlState: '42501', ...(refused === undefined ? {} : { at: refused.at }) };
      const message =
        refused === undefined
          ? `The sign-in lacks the scope ${named}, which this data source needs as it is set.`
          : `The credential lacks the scope ${named}, which Bitbucket wants for ${refused.path}.`;
      if (isToken(facts)) {
        const hint = `Make a token in Bitbucket with ${boxes.join(', ')} as well, and enter it here.`;
        return { ...common, message, hint, mends: [enterSecret(facts), check] };
      }
      const hint = `Tick ${boxes.join(', ')} in the OAuth consumer, then sign in again.`;
      return { ...common, message, hint, mends: [scopeMend(facts, boxes), check] };
    },
  },
  {
    state: 'access denied',
    tone: 'warning',
    find({ note }) {
      const refused = note?.refused.find(({ kind }) => kind === 'access denied');
      return withMends(refused === undefined ? null : said(refused), [check]);
    },
  },
  {
    state: 'secret in file',
    tone: 'warning',
    find: ({ secretsInFile: names }) =>
      names.length === 0
        ? null
        : {
            sqlState: '01000',
            message: `${names.join(' and ')} ${names.length === 1 ? 'stands' : 'stand'} unprotected in the file of the data source.`,
            hint: 'Whoever can read the file can use it. In the vault it is encrypted.',
            mends: [{ action: 'moveSecrets' }],
          },
  },
  {
    state: 'good',
    tone: 'good',
    find({ note, vault }) {
      if (note === null || note.good === null || note.failure !== null) return null;
      const account = (vault.kind === 'open' ? vault.signIn?.account : '') || note.account;
      return {
        message: account === '' ? 'Bitbucket answers.' : `Bitbucket answers; signed in as ${account}.`,
        at: note.good.at,
        mends: [check],
      };
    },
  },
  {
    state: 'not checked',
    tone: 'neutral',
    find: ({ note }) =>
      note !== null && (note.good !== null || note.failure !== null)
        ? null
        : {
            message: 'Nothing has used this data source yet since it was set up so.',
            hint: 'Checking it calls Bitbucket two or three times.',
            mends: [check],
          },
  },
  {
    state: 'other accounts',
    tone: 'neutral',
    find({ others }) {
      if (others === null) return null;
      const { kept, registered, closedLibrary, servesThem } = others;
      const lacks: [lacks: string, help: string][] = [];
      if (!servesThem)
        lacks.push([
          'an engine, since the one here answers your account only',
          'Run "drawbridge host" under that account.',
        ]);
      // An engine that answers them as well has its vault for them, too.
      if (kept.length > 0 && !servesThem)
        lacks.push([
          `${kept.join(' and ')}, kept in your vault`,
          'Enter secrets and sign in there as well, with "drawbridge dsn edit" and "drawbridge login".',
        ]);
      if (!registered)
        lacks.push([
          "the driver's name, registered for your account only",
          'Register the driver with "drawbridge driver install --system".',
        ]);
      if (closedLibrary !== null)
        lacks.push([
          `the driver's library, since ${closedLibrary} is closed to others`,
          'Run "drawbridge driver install --system", then save the data source again: it names the copy that every account may read.',
        ]);
      if (lacks.length === 0) return null;
      return {
        message: `A service that runs as another account, such as Tableau Bridge, lacks ${lacks.map(([what]) => what).join('; ')}.`,
        hint: lacks.map(([, help]) => help).join(' '),
        mends: [],
      };
    },
  },
];

function libraryTrouble(fact: Exclude<LibraryFact, { kind: 'there' }>): Omit<Found, 'mends'> {
  switch (fact.kind) {
    case 'gone':
      return {
        sqlState: 'IM003',
        message: `The ODBC driver's library ${fact.library} is not there.`,
        hint: 'Installing the driver puts the library in its place and lets the data source name it.',
      };
    case '32-bit':
      return {
        sqlState: 'IM014',
        message: `The library ${fact.library} is for 32-bit applications.`,
        hint: 'Drawbridge has a 64-bit driver only, and a driver must match its application. Installing it lets the data source name the 64-bit one.',
      };
    case 'no library':
      return {
        sqlState: 'IM003',
        message: `${fact.library} is no library of this kind of computer.`,
        hint: 'Installing the driver lets the data source name the right one.',
      };
    case 'unregistered':
      return {
        sqlState: 'IM002',
        message: `The ODBC driver manager knows no driver named ${fact.name}, which the data source names.`,
        hint: 'Installing the driver registers it, or lets the data source name its library.',
      };
  }
}

function said({ at, sqlState, message, hint }: NotedFailure): Omit<Found, 'mends'> {
  return { at, sqlState, message, ...(hint === '' ? {} : { hint }) };
}

function failureOf({ note }: HealthFacts, kind: NotedFailure['kind']): Omit<Found, 'mends'> | null {
  return note?.failure?.kind === kind ? said(note.failure) : null;
}

function withMends(found: Omit<Found, 'mends'> | null, mends: HealthMend[]): Found | null {
  return found === null ? null : { ...found, mends };
}

/** Whether the credential is a token that somebody typed in. */
function isToken({ values }: HealthFacts): boolean {
  return values.kind === 'right' && (values.scheme === 'APIToken' || values.scheme === 'AccessToken');
}

function credentialMends(facts: HealthFacts): HealthMend[] {
  const { values } = facts;
  if (values.kind === 'wrong') return [];
  return values.scheme === 'OAuth' ? [signIn(true), enterSecret(facts)] : [enterSecret(facts)];
}

/** Client credentials take what the consumer has, without anybody signing in. */
function scopeMend({ values }: HealthFacts, boxes: string[]): HealthMend {
  if (values.kind === 'right' && values.scheme === 'OAuthClient') return check;
  return { action: 'signInWithScopes', boxes };
}

/** By OAuth's names, or an API token's own. Those that a newer sign-in has brought are not among them. */
function missingScopes({ note, values, vault }: HealthFacts): string[] {
  const signedIn =
    values.kind === 'right' && values.scheme === 'OAuth' && vault.kind === 'open' ? vault.signIn : null;
  const granted = signedIn?.scopes ?? [];
  const refused = (note?.refused ?? []).flatMap(({ scopes }) => scopes);
  const needed = granted.length === 0 ? [] : neededScopes(values.kind === 'right' && !values.readOnly);
  return [...new Set([...refused, ...needed])].filter((scope) => !grants(granted, scope));
}

/** Without these next to nothing of what the data source is set to do would work. */
const neededScopes = (writes: boolean): readonly string[] =>
  writes ? ['repository', 'pullrequest:write'] : ['repository'];
