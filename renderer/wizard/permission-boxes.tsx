/** What the user wants to read or write, and the boxes or scopes to tick for it in Bitbucket. */
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { Failure, PermissionTopic } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { CopyTextButton } from '../controls/copy-text-button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { Scheme } from './steps.ts';

const text = messages.wizard;

/** What was taken from or added to the usual: reading everything, writing nothing. By topic. */
export interface Wishes {
  readonly notRead: readonly string[];
  readonly write: readonly string[];
}

export const usualWishes: Wishes = Object.freeze({ notRead: [], write: [] });

export interface PermissionBoxesProps {
  readonly scheme: Scheme;
  readonly wishes: Wishes;
  readonly onChange: (wishes: Wishes) => void;
}

export function PermissionBoxes({ scheme, wishes, onChange }: PermissionBoxesProps) {
  const { engine } = useServices();
  const [topics, setTopics] = useState<readonly PermissionTopic[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    engine.call('permissions.list', {}).then(
      (found) => setTopics(found.topics),
      (error: unknown) => setFailure(asFailure(error)),
    );
  }, [engine]);
  const reads = ({ id }: PermissionTopic) => !wishes.notRead.includes(id);
  const writes = ({ id, write }: PermissionTopic) => write !== undefined && wishes.write.includes(id);
  const setRead = ({ id }: PermissionTopic, wanted: boolean) =>
    onChange(
      wanted
        ? { ...wishes, notRead: wishes.notRead.filter((other) => other !== id) }
        : { notRead: [...wishes.notRead, id], write: wishes.write.filter((other) => other !== id) },
    );
  const setWrite = ({ id }: PermissionTopic, wanted: boolean) =>
    onChange({
      // Whoever writes wants to see what there is; and of API tokens no scope brings another.
      notRead: wishes.notRead.filter((other) => other !== id || !wanted),
      write: wanted ? [...wishes.write, id] : wishes.write.filter((other) => other !== id),
    });
  if (failure !== null) return <FailureNote failure={failure} />;
  const ticked = wanted(topics, reads, writes, scheme);
  return (
    <div className="permissions">
      <p>{scheme === 'APIToken' ? text.scopesToTick : text.boxesToTick}</p>
      <div className="permission-pair">
        <table className="permission-table">
          <caption className="permission-caption">{text.wishes}</caption>
          <thead>
            <tr>
              <th scope="col">{text.topic}</th>
              <th scope="col">{text.read}</th>
              <th scope="col">{text.write}</th>
            </tr>
          </thead>
          <tbody>
            {topics.map((topic) => (
              <tr key={topic.id}>
                <th scope="row">{topic.label}</th>
                <td>
                  <Box
                    label={text.readTopic(topic.label)}
                    isSelected={reads(topic)}
                    isDisabled={topic.always}
                    onChange={(value) => setRead(topic, value)}
                  />
                </td>
                <td>
                  {topic.write !== undefined && (
                    <Box
                      label={text.writeTopic(topic.label)}
                      isSelected={writes(topic)}
                      onChange={(value) => setWrite(topic, value)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="permission-list">
          <span className="permission-caption">
            {scheme === 'APIToken' ? text.tickScopes : text.tickBoxes}
          </span>
          <ul aria-label={text.tickLabel} aria-live="polite">
            {ticked.map((box) => (
              <li key={box}>
                <Check aria-hidden size={12} strokeWidth={3} />
                <span className="selectable">{box}</span>
              </li>
            ))}
          </ul>
          {scheme === 'APIToken' && <CopyTextButton text={ticked.join('\n')} label={text.copyScopes} />}
        </div>
      </div>
      {wishes.write.length > 0 && <p className="quiet">{text.stillReadOnly}</p>}
      {scheme === 'AccessToken' && <p className="quiet">{text.tokenLimits}</p>}
    </div>
  );
}

function wanted(
  topics: readonly PermissionTopic[],
  reads: (topic: PermissionTopic) => boolean,
  writes: (topic: PermissionTopic) => boolean,
  scheme: Scheme,
): readonly string[] {
  const permissions = topics.flatMap((topic) => [
    ...(reads(topic) ? [topic.read] : []),
    ...(topic.write !== undefined && writes(topic) ? [topic.write] : []),
  ]);
  const named = permissions.flatMap(({ box, apiTokenScopes }) =>
    scheme === 'APIToken' ? apiTokenScopes : [box],
  );
  // One box may be there for several topics.
  return [...new Set(named)];
}

interface BoxProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

function Box({ label, isSelected, isDisabled = false, onChange }: BoxProps) {
  return (
    <Checkbox
      className="check"
      aria-label={label}
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <span className="check-box" aria-hidden>
        <Check size={12} strokeWidth={3} />
      </span>
    </Checkbox>
  );
}
