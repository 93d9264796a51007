/** How a sign-in ended well: who, what the consumer lets Drawbridge do, until when. */
import { useEffect, useState } from 'react';
import type { PermissionTopic, SignInState } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { messages } from '../messages.ts';

const text = messages.signIn;

export function SignedInFacts({ state }: { state: Extract<SignInState, { phase: 'done' }> }) {
  const { engine } = useServices();
  const [topics, setTopics] = useState<readonly PermissionTopic[]>([]);
  useEffect(() => {
    // Without the words the names of the scopes have to do.
    engine.call('permissions.list', {}).then(
      (found) => setTopics(found.topics),
      () => undefined,
    );
  }, [engine]);
  const { account, scopes, expiresAt } = state;
  return (
    <dl className="facts">
      <div>
        <dt>{text.account}</dt>
        <dd>{account === '' ? text.accountUnknown : account}</dd>
      </div>
      <div>
        <dt>{text.scopes}</dt>
        <dd>
          {scopes.length === 0 ? text.noScopes : scopes.join(', ')}
          <Boxes topics={topics} scopes={scopes} />
        </dd>
      </div>
      <div>
        <dt>{text.until}</dt>
        <dd>
          {text.date(expiresAt)} <span className="quiet">({text.untilText})</span>
        </dd>
      </div>
    </dl>
  );
}

function Boxes({ topics, scopes }: { topics: readonly PermissionTopic[]; scopes: readonly string[] }) {
  const boxes = topics
    .flatMap(({ read, write }) => (write === undefined ? [read] : [read, write]))
    .filter(({ scope }) => scopes.includes(scope))
    .map(({ box }) => box);
  if (boxes.length === 0) return null;
  return <div className="quiet">{text.boxes([...new Set(boxes)])}</div>;
}
