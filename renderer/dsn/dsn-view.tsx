/** The User DSN and System DSN tabs: the list, its buttons, and the dialogs that these open. */
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { useRefreshKey } from '../controls/use-refresh-key.ts';
import { messages } from '../messages.ts';
import { sameDsn, type DsnKey } from '../stores/dsn-store.ts';
import { Doors } from './doors.tsx';
import { DsnTable } from './dsn-table.tsx';
import { HealthButtons } from './health-buttons.tsx';
import { useMending } from './health-mending.tsx';
import { HealthPanel } from './health-panel.tsx';
import { PropertySheet } from './property-sheet.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import type { DsnEntry, DsnScope } from '../../engine/admin/contract.ts';
import './dsn-view.css';

const text = messages.dsn;

type Open =
  | { readonly dialog: 'add' }
  | { readonly dialog: 'configure'; readonly entry: DsnEntry }
  | { readonly dialog: 'remove'; readonly entry: DsnEntry };

export function DsnView({ scope }: { scope: DsnScope }) {
  const { dsns, window, preview } = useServices();
  const { dsns: all, failure } = useStore(dsns);
  const selectedKey = useStore(window, (state) => state.selected);
  const [open, setOpen] = useState<Open | null>(null);
  const [sandbox, setSandbox] = useState<string | null>(null);
  const [removed, setRemoved] = useState(0);
  const mending = useMending();
  const view = useRef<HTMLDivElement>(null);
  useRefreshKey(() => void dsns.refresh());

  useEffect(() => {
    // The row that had the focus is gone; the next best place takes it, so that the keyboard can go on.
    if (removed === 0) return;
    const find = (selector: string) => view.current?.querySelector<HTMLElement>(selector);
    (find('.dsn-row[data-selected]') ?? find('.dsn-buttons .button, .door'))?.focus();
  }, [removed]);

  if (all === null) {
    return failure === null ? <p className="quiet">{messages.loading}</p> : <FailureNote failure={failure} />;
  }
  const entries = all.filter((entry) => entry.scope === scope);
  const selected = entries.find((entry) => selectedKey !== null && sameDsn(entry, selectedKey));
  const ours = selected?.ours === true ? selected : undefined;
  const select = (key: DsnKey | null) => window.setState({ selected: key });
  const openPreview = (name: string) => {
    preview.chooseDsn(name);
    window.setState({ tab: 'preview' });
  };
  const showDoors = scope === 'user' && !all.some((entry) => entry.ours);
  const close = () => setOpen(null);
  const afterRemove = (entry: DsnEntry) => {
    const index = entries.findIndex((candidate) => sameDsn(candidate, entry));
    close();
    select(entries[index + 1] ?? entries[index - 1] ?? null);
    setRemoved((times) => times + 1);
  };
  const sandboxIsThere = sandbox !== null && entries.some(({ name }) => name === sandbox);

  return (
    <div ref={view} className="dsn-view">
      {sandboxIsThere && (
        <NoticeNote tone="good" message={text.sandboxReady(sandbox)}>
          <Button
            // The door that had the focus is gone.
            autoFocus
            onPress={() => {
              preview.suggestSql(messages.preview.sampleQuery);
              openPreview(sandbox);
            }}
          >
            {text.openPreview}
          </Button>
        </NoticeNote>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {showDoors && (
        <Doors
          onConnect={() => setOpen({ dialog: 'add' })}
          onSandbox={(entry) => {
            select(entry);
            setSandbox(entry.name);
          }}
        />
      )}
      {(!showDoors || entries.length > 0) && (
        <div className="dsn-list-and-buttons">
          <div className="dsn-list">
            <DsnTable
              scope={scope}
              entries={entries}
              selected={selected ?? null}
              onSelect={select}
              onConfigure={(entry) => entry.ours && setOpen({ dialog: 'configure', entry })}
              onRemove={(entry) => entry.ours && setOpen({ dialog: 'remove', entry })}
            />
            {ours !== undefined && <HealthPanel entry={ours} onMend={(mend) => mending.start(ours, mend)} />}
          </div>
          <div className="dsn-buttons" role="group" aria-label={text.actions}>
            <Button onPress={() => setOpen({ dialog: 'add' })}>{text.add}</Button>
            <Button
              isDisabled={ours === undefined}
              onPress={() => ours && setOpen({ dialog: 'remove', entry: ours })}
            >
              {text.remove}
            </Button>
            <Button
              isDisabled={ours === undefined}
              onPress={() => ours && setOpen({ dialog: 'configure', entry: ours })}
            >
              {text.configure}
            </Button>
            <hr />
            <Button isDisabled={ours === undefined} onPress={() => ours && openPreview(ours.name)}>
              {text.preview}
            </Button>
            <hr />
            <HealthButtons selected={ours} all={entries.filter((entry) => entry.ours)} />
          </div>
        </div>
      )}
      <p className="dsn-about">{selected?.ours === false ? text.foreign : text.about(scope)}</p>
      {mending.dialogs}
      {open?.dialog === 'remove' && (
        <RemoveDialog entry={open.entry} onRemoved={() => afterRemove(open.entry)} onCancel={close} />
      )}
      {open?.dialog === 'add' && <PropertySheet scope={scope} original={null} onClose={close} />}
      {open?.dialog === 'configure' && <PropertySheet scope={scope} original={open.entry} onClose={close} />}
    </div>
  );
}
