/** The Connection Pooling tab: which drivers' connections are kept, and for how long. Nothing is written before Apply. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Pooling, PoolTimeout } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { CheckRow } from '../controls/check-row.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { ListTable, type ListColumn } from './list-table.tsx';
import { PoolAttributes } from './pool-attributes.tsx';
import { WindowsOnly } from './windows-only.tsx';
import { useAct } from '../controls/use-act.ts';
import { useManagerPart } from './use-manager-part.ts';
import './manager.css';

const text = messages.pooling;

type PooledDriver = Pooling['drivers'][number];

export function PoolingView() {
  const { engine, manager } = useServices();
  const { pooling, poolingDraft: draft, failure } = useStore(manager);
  const [selected, setSelected] = useState<string | null>(null);
  const [edited, setEdited] = useState<PooledDriver | null>(null);
  const { busy, failure: actFailure, act } = useAct();
  useManagerPart('pooling');
  if (pooling === null)
    return failure === null ? <p className="quiet">{messages.loading}</p> : <FailureNote failure={failure} />;
  const on = draft.on ?? pooling.on;
  const timeoutOf = ({ name, timeout }: PooledDriver): PoolTimeout => draft.timeouts?.get(name) ?? timeout;
  const changed = pooling.drivers.filter((driver) => timeoutOf(driver) !== driver.timeout);
  const chosen = pooling.drivers.find(({ name }) => name === selected);
  const columns: readonly ListColumn<PooledDriver>[] = [
    { label: text.driver, text: ({ name }) => name },
    { label: text.timeout, width: '30%', text: (driver) => text.timeoutText(timeoutOf(driver), on) },
  ];
  const apply = () =>
    act(async () => {
      const drivers = changed.map((driver) => ({ name: driver.name, timeout: timeoutOf(driver) }));
      const now = await engine.call('pooling.set', { on, drivers });
      manager.setState({ pooling: now, poolingDraft: {} });
    });
  const shownFailure = actFailure ?? failure;
  return (
    <div className="manager">
      {shownFailure !== null && <FailureNote failure={shownFailure} />}
      <div className="manager-list">
        <ListTable
          label={text.listLabel}
          columns={columns}
          items={pooling.drivers}
          idOf={({ name }) => name}
          none={text.none}
          selected={selected}
          onSelect={setSelected}
          onAction={setEdited}
        />
        <div className="manager-buttons">
          <Button isDisabled={chosen === undefined} onPress={() => setEdited(chosen ?? null)}>
            {text.edit}
          </Button>
        </div>
      </div>
      <section className="manager-form" aria-label={messages.tabs.pooling}>
        <CheckRow
          label={text.enabled}
          isSelected={on}
          isDisabled={pooling.manager === 'Windows'}
          onChange={(value) => manager.setState({ poolingDraft: { ...draft, on: value } })}
          help={pooling.manager === 'Windows' ? text.noSwitch : text.enabledHelp(pooling.file, on)}
        />
        <WindowsOnly manager={pooling.manager} />
        <div className="manager-foot">
          <p className="manager-about">{text.about}</p>
          <Button
            isDisabled={busy || (on === pooling.on && changed.length === 0)}
            onPress={() => void apply()}
          >
            {text.apply}
          </Button>
        </div>
      </section>
      {edited !== null && (
        <PoolAttributes
          driver={edited.name}
          timeout={on ? timeoutOf(edited) : 'none'}
          onCancel={() => setEdited(null)}
          onChange={(timeout) => {
            const timeouts = new Map([...(draft.timeouts ?? []), [edited.name, timeout]]);
            // A driver is pooled only where pooling is on at all.
            manager.setState({ poolingDraft: { ...draft, timeouts, on: on || timeout !== 'none' } });
            setEdited(null);
          }}
        />
      )}
    </div>
  );
}
