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
import { DsnButtons, type DsnAction } from './dsn-buttons.tsx';
import { DsnProblems } from './dsn-problems.tsx';
import { DsnTable } from './dsn-table.tsx';
import { DuplicateDialog } from './duplicate-dialog.tsx';
import { ListSearch } from './list-search.tsx';
import { matchesSearch } from './matches-search.ts';
import { useMending } from './health-mending.tsx';
import { HealthPanel } from './health-panel.tsx';
import type { Draft } from './draft.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { SavedNotices } from './saved-notices.tsx';
import type { DsnEntry, DsnScope } from '../../engine/admin/contract.ts';
import './dsn-view.css';

const text = messages.dsn;

// What opens over the list loads when it is wanted.
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));
const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));
const PropertySheet = lazy(async () => ({ default: (await import('./property-sheet.tsx')).PropertySheet }));
const AddWizard = lazy(async () => ({ default: (await import('../wizard/add-wizard.tsx')).AddWizard }));

type Open =
  | { readonly dialog: 'add' | 'export' | 'import' }
  | { readonly dialog: 'sheet'; readonly scope: DsnScope; readonly start: Draft }
  | { readonly dialog: 'duplicate'; readonly entry: DsnEntry }
  | { readonly dialog: 'configure'; readonly entry: DsnEntry }
  | { readonly dialog: 'remove'; readonly entry: DsnEntry };

export function DsnView({ scope }: { scope: 'user' | 'system' }) {
  const { dsns, window, preview } = useServices();
  const { dsns: all, problems, failure } = useStore(dsns);
  const [search, setSearch] = useState('');
  const selectedKey = useStore(window, (state) => state.selected);
  const [chosen, setOpen] = useState<Open | null>(null);
  const opening = useStore(window, (state) => state.opening);
  const open = chosen ?? (opening?.scope === scope ? opening : null);
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
  const shown = entries.filter(({ name, driver, description }) =>
    matchesSearch(search, [name, driver, description]),
  );
  const selected = shown.find((entry) => selectedKey !== null && sameDsn(entry, selectedKey));
  const ours = selected?.ours === true ? selected : undefined;
  const select = (key: DsnKey | null) => window.setState({ selected: key });
  const openPreview = (name: string) => {
    preview.chooseDsn(name);
    window.setState({ tab: 'preview', opening: null });
  };
  const showDoors = scope === 'user' && !all.some((entry) => entry.ours);
  const doors = showDoors && (
    <Doors
      onConnect={() => setOpen({ dialog: 'add' })}
      onSandbox={(entry) => {
        select(entry);
        setSandbox(entry.name);
      }}
    />
  );
  const onlyDoors = showDoors && entries.length === 0;
  const close = () => {
    setOpen(null);
    window.setState({ opening: null });
  };
  const afterRemove = (entry: DsnEntry) => {
    const index = shown.findIndex((candidate) => sameDsn(candidate, entry));
    close();
    select(shown[index + 1] ?? shown[index - 1] ?? null);
    setRemoved((times) => times + 1);
  };
  const act = (action: DsnAction) => {
    if (action === 'add' || action === 'export' || action === 'import') setOpen({ dialog: action });
    else if (ours === undefined) return;
    else if (action === 'preview') openPreview(ours.name);
    else setOpen({ dialog: action, entry: ours });
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
      <SavedNotices scope={scope} />
      <DsnProblems problems={problems.filter((problem) => problem.scope === scope)} />
      {!onlyDoors && doors}
      {!onlyDoors && (
        <ListSearch
          label={text.searchIn}
          value={search}
          onChange={setSearch}
          shown={shown.length}
          all={entries.length}
        />
      )}
      <div className="dsn-list-and-buttons">
        <div className="dsn-list">
          {onlyDoors ? (
            doors
          ) : (
            <DsnTable
              scope={scope}
              entries={shown}
              none={search.trim() === '' ? undefined : text.noneFound(search.trim())}
              selected={selected ?? null}
              onSelect={select}
              onAdd={() => act('add')}
              onConfigure={(entry) => entry.ours && setOpen({ dialog: 'configure', entry })}
              onRemove={(entry) => entry.ours && setOpen({ dialog: 'remove', entry })}
            />
          )}
          {ours !== undefined && <HealthPanel entry={ours} onMend={(mend) => mending.start(ours, mend)} />}
        </div>
        <DsnButtons selected={selected} ours={entries.filter((entry) => entry.ours)} onAction={act} />
      </div>
      <p className="dsn-about">{selected?.ours === false ? text.foreign : text.about(scope)}</p>
      {mending.dialogs}
      {open?.dialog === 'remove' && (
        <RemoveDialog entry={open.entry} onRemoved={() => afterRemove(open.entry)} onCancel={close} />
      )}
      {open?.dialog === 'duplicate' && (
        <DuplicateDialog
          entry={open.entry}
          shownName={open.entry.name}
          others={entries}
          onDone={(copy) => {
            close();
            setSearch('');
            select(copy);
          }}
          onCancel={close}
        />
      )}
      <Suspense fallback={null}>
        {open?.dialog === 'export' && <ExportDialog scope={scope} selected={ours} onClose={close} />}
        {open?.dialog === 'import' && (
          <ImportDialog
            scope={scope}
            onDone={([name]) => {
              close();
              setSearch('');
              if (name !== undefined) select({ name, scope });
            }}
            onCancel={close}
          />
        )}
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
