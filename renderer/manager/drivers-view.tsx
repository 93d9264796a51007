/** The Drivers tab: every driver that unixODBC knows, and the buttons for our own. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { OdbcDriver } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { messages } from '../messages.ts';
import { ListTable, type ListColumn } from './list-table.tsx';
import { useAct } from '../controls/use-act.ts';
import { useManagerPart } from './use-manager-part.ts';
import './manager.css';

const text = messages.drivers;

const columns: readonly ListColumn<OdbcDriver>[] = [
  { label: text.name, width: '26%', text: ({ name }) => name },
  { label: text.version, width: '76px', text: ({ version }) => version },
  { label: text.company, width: '108px', text: ({ company }) => company },
  {
    label: text.file,
    text: ({ library, missing }) => (missing ? text.missingFile(library) : library),
    content: ({ library, missing }) =>
      missing ? <span className="list-bad">{text.missingFile(library)}</span> : library,
  },
  { label: text.date, width: '84px', text: ({ date }) => text.day(date) },
  { label: text.platform, width: '76px', text: ({ platform }) => platform },
  { label: text.place, width: '80px', text: ({ scope }) => text.scope(scope) },
];

const idOf = ({ scope, name }: OdbcDriver) => `${scope}\n${name}`;

export function DriversView() {
  const { engine, manager } = useServices();
  const { drivers, failure } = useStore(manager);
  const [selected, setSelected] = useState<string | null>(null);
  const [asks, setAsks] = useState(false);
  const { busy, failure: actFailure, act } = useAct();
  useManagerPart('drivers');
  if (drivers === null)
    return failure === null ? <p className="quiet">{messages.loading}</p> : <FailureNote failure={failure} />;
  const shownFailure = actFailure ?? failure;
  const ours = drivers.find((driver) => driver.ours);
  const chosen = drivers.find((driver) => idOf(driver) === selected);
  const system = (chosen?.ours === true ? chosen : ours)?.scope === 'system';
  return (
    <div className="manager">
      {shownFailure !== null && <FailureNote failure={shownFailure} />}
      <div className="manager-list">
        <ListTable
          label={text.listLabel}
          columns={columns}
          items={drivers}
          idOf={idOf}
          isQuiet={({ ours: isOurs, hidden }) => !isOurs || hidden}
          none={text.none}
          selected={selected}
          onSelect={setSelected}
        />
        <div className="manager-buttons" role="group" aria-label={text.actions}>
          <Button
            isDisabled={busy}
            onPress={() => void act(async () => void (await engine.call('driver.install', { system })))}
          >
            {ours === undefined ? text.install : text.repair}
          </Button>
          <Button isDisabled={busy || ours === undefined} onPress={() => setAsks(true)}>
            {text.uninstall}
          </Button>
        </div>
      </div>
      {asks && (
        <Dialog title={text.uninstallTitle} role="alertdialog" onCancel={() => setAsks(false)}>
          <div className="dialog-body">
            <p>
              <strong>{text.uninstallQuestion}</strong>
            </p>
            <p className="quiet">{text.uninstallConsequence}</p>
          </div>
          <div className="dialog-foot">
            <Button
              variant="danger"
              onPress={() => {
                setAsks(false);
                void act(async () => void (await engine.call('driver.uninstall', { system })));
              }}
            >
              {text.uninstall}
            </Button>
            <Button autoFocus onPress={() => setAsks(false)}>
              {messages.cancel}
            </Button>
          </div>
        </Dialog>
      )}
      <p className="manager-about">{chosen === undefined ? text.about : text.aboutDriver(chosen)}</p>
    </div>
  );
}
