/** The User DSN and System DSN tabs: the list, its buttons, and the dialogs that these open. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { useRefreshKey } from '../controls/use-refresh-key.ts';
import { messages } from '../messages.ts';
import { sameDsn, type DsnKey } from '../stores/dsn-store.ts';
import { Doors } from './doors.tsx';
import type { Draft } from './draft.ts';
import { DsnTable } from './dsn-table.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import type { DsnEntry, DsnScope } from '../../engine/admin/contract.ts';
import './dsn-view.css';

const text = messages.dsn;

// What opens over the list loads when it is wanted.
const PropertySheet = lazy(async () => ({ default: (await import('./property-sheet.tsx')).PropertySheet }));
const AddWizard = lazy(async () => ({ default: (await import('../wizard/add-wizard.tsx')).AddWizard }));

type Open =
  | { readonly dialog: 'add' }
  | { readonly dialog: 'sheet'; readonly scope: DsnScope; readonly start: Draft }
  | { readonly dialog: 'configure'; readonly entry: DsnEntry }
  | { readonly dialog: 'remove'; readonly entry: DsnEntry };

export function DsnView({ scope }: { scope: DsnScope }) {
  const { dsns, window, preview } = useServices();
  const { dsns: all, failure } = useStore(dsns);
  const selectedKey = useStore(window, (state) => state.selected);
  const [open, setOpen] = useState<Open | null>(null);
  const [sandbox, setSandbox] = useState<string | null>(null);
  const [removed, setRemoved] = useState(0);
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
          <DsnTable
            scope={scope}
            entries={entries}
            selected={selected ?? null}
            onSelect={select}
            onConfigure={(entry) => entry.ours && setOpen({ dialog: 'configure', entry })}
            onRemove={(entry) => entry.ours && setOpen({ dialog: 'remove', entry })}
          />
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
          </div>
        </div>
      )}
      <p className="dsn-about">{selected?.ours === false ? text.foreign : text.about(scope)}</p>
      {open?.dialog === 'remove' && (
        <RemoveDialog entry={open.entry} onRemoved={() => afterRemove(open.entry)} onCancel={close} />
      )}
      <Suspense>
        {open?.dialog === 'add' && (
          <AddWizard
            scope={scope}
            onClose={close}
            onSheet={(wanted, saved, start) =>
              setOpen(
                saved === null
                  ? { dialog: 'sheet', scope: wanted, start }
                  : { dialog: 'configure', entry: saved },
              )
            }
            onPreview={({ name }) => openPreview(name)}
          />
        )}
        {open?.dialog === 'sheet' && (
          <PropertySheet scope={open.scope} original={null} start={open.start} onClose={close} />
        )}
        {open?.dialog === 'configure' && (
          <PropertySheet scope={scope} original={open.entry} onClose={close} />
        )}
      </Suspense>
    </div>
  );
}
