/** Enters into the book what happens elsewhere in the engine: statements, tests, sign-ins, changes of data sources. */
import type { DsnKey, DsnStore } from '../../dsn/dsn-store.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { ConnectionObserver } from '../../session/connection-observer.ts';
import { reachOf } from '../../session/reach.ts';
import { isSandbox } from '../../session/target.ts';
import type { Handlers } from '../dispatcher.ts';
import type { TestEnd, TestFollower } from '../handlers/test-handlers.ts';
import type { SignInParts } from '../../auth/sign-in.ts';
import type { HealthBook } from './book.ts';
import { notedFailure } from './note.ts';
import type { TestedDrafts } from './tested-drafts.ts';

export function followConnections(book: HealthBook): ConnectionObserver {
  return (dsn, properties) => {
    const reach = reachOf(properties);
    return {
      answered: (path) => book.answered(dsn, reach, path),
      failed(error) {
        const failure = notedFailure(error, book.now(), false);
        if (failure !== null) book.failed(dsn, reach, failure);
      },
    };
  };
}

export function followTests(book: HealthBook, drafts: TestedDrafts): TestFollower {
  return {
    async refusedPaths(dsn, properties) {
      const note = await book.note(dsn);
      if (note?.reach !== reachOf(properties)) return [];
      const base = isSandbox(properties) ? '/2.0' : new URL(properties.ApiURL).pathname.replace(/\/$/, '');
      const below = note.refused.filter(({ path }) => path.startsWith(`${base}/`));
      return below.map(({ path }) => `${path.slice(base.length)}?pagelen=1`);
    },
    ended: (dsn, end) => enterTest(book, dsn, end),
    draftEnded: (draft, end) => drafts.remember(draft, end),
  };
}

function enterTest(book: HealthBook, dsn: DsnKey, { properties, error, account }: TestEnd): void {
  const reach = reachOf(properties);
  const failure = error === null ? null : notedFailure(error, book.now(), true);
  if (failure !== null) book.failed(dsn, reach, failure);
  else if (error === null) {
    book.answered(dsn, reach, null);
    book.account(dsn, reach, account);
  }
}

/** A new sign-in ends what the old one met. */
export function followSignIns(book: HealthBook, dsns: DsnStore): NonNullable<SignInParts['onSignedIn']> {
  return (dsn) => {
    const enter = async (): Promise<void> => {
      const values = (await dsns.get(dsn))?.values ?? new Map<string, string>();
      const { properties } = resolveProperties({ string: new Map(), dsn: values, secrets: new Map() });
      book.renewed(dsn, reachOf(properties));
    };
    // A data source that has gone meanwhile has no health.
    void enter().catch(() => undefined);
  };
}

type Followed = Pick<Handlers, 'dsn.save' | 'dsn.remove' | 'signIn.forget'>;

export interface ChangesFollowed {
  readonly book: HealthBook;
  readonly drafts: TestedDrafts;
  readonly dsns: DsnStore;
}

/**
 * The same handlers; the book forgets what was found out with credentials that are replaced, and learns how the test
 * of what is saved now has gone.
 */
export function followChanges<T extends Followed>({ book, drafts, dsns }: ChangesFollowed, handlers: T): T {
  const forget = async ({ name, scope }: DsnKey): Promise<void> =>
    book.forget(await dsns.keyOf({ name, scope }));
  return {
    ...handlers,
    async 'dsn.save'(input, context) {
      const saved = await handlers['dsn.save'](input, context);
      const { name, scope, previousName } = input;
      if (previousName === undefined || Object.keys(input.secrets).length > 0)
        await forget({ name: previousName ?? name, scope });
      else book.rename(await dsns.keyOf({ name: previousName, scope }), await dsns.keyOf({ name, scope }));
      const tested = await dsns.keyOf({ name: previousName ?? name, scope });
      const end = drafts.take({ ...input, ...tested });
      if (end !== null) enterTest(book, await dsns.keyOf({ name, scope }), end);
      return saved;
    },
    async 'dsn.remove'(input, context) {
      const removed = await handlers['dsn.remove'](input, context);
      await forget(input);
      return removed;
    },
    async 'signIn.forget'(input, context) {
      drafts.forget();
      const forgotten = await handlers['signIn.forget'](input, context);
      await forget(input);
      return forgotten;
    },
  };
}
