/** What opens the vault with the secrets: its keys, one more, one less. */
import { useEffect, useState } from 'react';
import type { Failure, Output } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import { AddKeyDialog } from './add-key-dialog.tsx';
import { RemoveKeyDialog } from './remove-key-dialog.tsx';

const text = messages.vault;

export type VaultKey = Output<'vault.keys'>['keys'][number];

export function VaultSection() {
  const { engine } = useServices();
  const [keys, setKeys] = useState<readonly VaultKey[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [adding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<VaultKey | null>(null);
  useEffect(() => {
    const look = () =>
      engine.call('vault.keys', {}).then(
        (listed) => {
          setKeys(listed.keys);
          setFailure(null);
        },
        (error: unknown) => setFailure(asFailure(error)),
      );
    void look();
    // Comes after each change of the keys as well, whoever has made it.
    return engine.on('health.changed', () => void look());
  }, [engine]);
  const done = () => {
    setAdding(false);
    setRemoved(null);
  };
  return (
    <section aria-labelledby="about-vault">
      <div className="about-head">
        <h2 id="about-vault">{text.heading}</h2>
        <Button onPress={() => setAdding(true)}>{text.add}</Button>
      </div>
      <p className="quiet">{keys?.length === 0 ? text.none : text.explanation}</p>
      {failure !== null && <FailureNote failure={failure} />}
      {keys !== null && keys.length > 0 && (
        <table className="about-parts" aria-labelledby="about-vault">
          <thead>
            <tr>
              <th scope="col">{text.key}</th>
              <th scope="col">{text.state}</th>
              <th scope="col">{text.place}</th>
              <th scope="col">{text.removeColumn}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id}>
                <th scope="row">{text.kind(key.keeper)}</th>
                <td>{key.problem === null ? text.opens : text.closed(key.problem)}</td>
                <td className="mono">{key.file}</td>
                <td>
                  <Button
                    isDisabled={keys.length === 1}
                    aria-label={text.removeOf(text.kind(key.keeper))}
                    onPress={() => setRemoved(key)}
                  >
                    {text.remove}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && <AddKeyDialog onDone={done} onCancel={() => setAdding(false)} />}
      {removed !== null && (
        <RemoveKeyDialog vaultKey={removed} onDone={done} onCancel={() => setRemoved(null)} />
      )}
    </section>
  );
}
