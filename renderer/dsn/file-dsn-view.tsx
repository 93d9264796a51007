/** The File DSN tab: one folder, the data sources in it, and the buttons beside them. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { DsnEntry, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { useRefreshKey } from '../controls/use-refresh-key.ts';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import { emptyDraft } from './draft.ts';
import { DuplicateDialog } from './duplicate-dialog.tsx';
import { FileDsnButtons, type FileDsnAction } from './file-dsn-buttons.tsx';
import { FileDsnList, type FolderItem } from './file-dsn-list.tsx';
import { useMending } from './health-mending.tsx';
import { HealthPanel } from './health-panel.tsx';
import { ListSearch } from './list-search.tsx';
import { matchesSearch } from './matches-search.ts';
import { rememberFolder } from '../files/recent-folders.ts';
import { LookIn } from '../files/look-in.tsx';
import { NewFileDialog } from './new-file-dialog.tsx';
import { PropertySheet } from './property-sheet.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { SavedNotices } from './saved-notices.tsx';
import { useFolder } from '../files/use-folder.ts';
import './dsn-view.css';

const text = messages.fileDsn;
const dsnText = messages.dsn;

// Rarely wanted here.
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

type Open =
  | { readonly dialog: 'add' | 'export' }
  | { readonly dialog: 'new'; readonly path: string }
  | { readonly dialog: 'configure' | 'remove' | 'duplicate'; readonly entry: DsnEntry };

export function FileDsnView() {
  const { engine, health, preview, settings, window } = useServices();
  const { listing, failure, open: openFolder, refresh } = useFolder('');
  const selectedKey = useStore(window, (state) => state.selected);
  const [selectedFolder, setSelectedFolder] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const [failed, setFailed] = useState<Failure | null>(null);
  const [directory, setDirectory] = useState<string | null>(null);
  const [added, setAdded] = useState(0);
  const view = useRef<HTMLDivElement>(null);
  const mending = useMending();
  useRefreshKey(() => void refresh());
  useEffect(() => {
    // The dialog that asked for the name had the focus before the sheet, and has gone.
    if (added === 0) return;
    const find = (selector: string) => view.current?.querySelector<HTMLElement>(selector);
    (find('.dsn-row[data-selected]') ?? find('.dsn-buttons .button'))?.focus();
  }, [added]);
  useEffect(() => {
    const own = listing?.dataSources.filter((dsn) => dsn.ours) ?? [];
    health.watchFiles(own.map(({ name }) => name));
    return () => health.watchFiles([]);
  }, [health, listing]);
  if (listing === null)
    return failure === null ? <p className="quiet">{messages.loading}</p> : <FailureNote failure={failure} />;

  const all: readonly FolderItem[] = [
    ...listing.folders.map(({ name, path }) => ({ kind: 'folder' as const, name, path })),
    ...listing.dataSources.map((dsn) => ({ kind: 'dsn' as const, name: dsn.file, path: dsn.name, dsn })),
  ];
  const items = all.filter((item) => matchesSearch(search, searchedTexts(item)));
  const selectedItem = items.find(({ kind, path }) =>
    kind === 'folder'
      ? selectedFolder === path
      : selectedFolder === null && selectedKey?.scope === 'file' && selectedKey.name === path,
  );
  const selectedDsn = selectedItem?.kind === 'dsn' ? selectedItem.dsn : undefined;
  const ours = selectedDsn?.ours === true ? selectedDsn : undefined;
  const close = () => setOpen(null);
  const select = (path: string | null) => {
    const isFolder = listing.folders.some((folder) => folder.path === path);
    setSelectedFolder(isFolder ? path : null);
    if (!isFolder) window.setState({ selected: path === null ? null : { name: path, scope: 'file' } });
  };
  const go = (path: string) => {
    setSelectedFolder(null);
    setFailed(null);
    setSearch('');
    void openFolder(path);
  };
  const act = (item: FolderItem) => {
    if (item.kind === 'folder') go(item.path);
    else if (item.dsn.ours) {
      rememberFolder(settings, listing.path);
      setOpen({ dialog: 'configure', entry: item.dsn });
    }
  };
  const setAsDirectory = async () => {
    setFailed(null);
    try {
      await engine.call('fileDsn.setDirectory', { path: listing.path });
      setDirectory(listing.path);
      rememberFolder(settings, listing.path);
      await refresh();
    } catch (error) {
      setFailed(asFailure(error));
    }
  };
  const press = (action: FileDsnAction) => {
    if (action === 'add' || action === 'export') setOpen({ dialog: action });
    else if (action === 'setDirectory') void setAsDirectory();
    else if (ours === undefined) return;
    else if (action === 'preview') {
      preview.chooseDsn(text.connect(ours.name));
      window.setState({ tab: 'preview' });
    } else {
      rememberFolder(settings, listing.path);
      setOpen({ dialog: action, entry: ours });
    }
  };
  return (
    <div ref={view} className="dsn-view">
      {directory === listing.path && <NoticeNote tone="good" message={text.directorySet(directory)} />}
      {(failed ?? failure) !== null && <FailureNote failure={(failed ?? failure) as Failure} />}
      <SavedNotices scope="file" />
      <LookIn listing={listing} onOpen={go} />
      <ListSearch
        label={text.searchIn}
        value={search}
        onChange={setSearch}
        shown={items.length}
        all={all.length}
      />
      <div className="dsn-list-and-buttons">
        <div className="dsn-list">
          <FileDsnList
            items={items}
            none={search.trim() === '' ? text.empty : text.noneFound(search.trim())}
            selected={selectedItem?.path ?? null}
            onSelect={select}
            onOpen={act}
            onUp={() => listing.parent !== '' && go(listing.parent)}
            onAdd={() => listing.writable && press('add')}
            onConfigure={() => press('configure')}
            onRemove={() => press('remove')}
          />
          {ours !== undefined && <HealthPanel entry={ours} onMend={(mend) => mending.start(ours, mend)} />}
        </div>
        <FileDsnButtons listing={listing} selected={selectedDsn} onAction={press} />
      </div>
      <p className="dsn-about">
        {selectedDsn?.ours === false ? selectedDsn.problem || dsnText.foreign : text.about}
      </p>
      {mending.dialogs}
      <Suspense fallback={null}>
        {open?.dialog === 'export' && (
          <ExportDialog scope="file" selected={ours} folder={listing.path} onClose={close} />
        )}
      </Suspense>
      {open?.dialog === 'add' && (
        <NewFileDialog
          folder={listing.path}
          others={listing.dataSources}
          onNamed={(path) => {
            rememberFolder(settings, listing.path);
            setSearch('');
            setOpen({ dialog: 'new', path });
          }}
          onCancel={close}
        />
      )}
      {open?.dialog === 'new' && (
        <PropertySheet
          scope="file"
          original={null}
          start={{ ...emptyDraft, name: open.path }}
          onClose={() => {
            close();
            setAdded((times) => times + 1);
          }}
        />
      )}
      {open?.dialog === 'configure' && <PropertySheet scope="file" original={open.entry} onClose={close} />}
      {open?.dialog === 'remove' && (
        <RemoveDialog
          entry={open.entry}
          onRemoved={() => {
            close();
            select(null);
          }}
          onCancel={close}
        />
      )}
      {open?.dialog === 'duplicate' && (
        <DuplicateDialog
          entry={open.entry}
          shownName={fileName(open.entry)}
          others={listing.dataSources}
          onDone={(copy) => {
            close();
            setSearch('');
            select(copy.name);
          }}
          onCancel={close}
        />
      )}
    </div>
  );
}

const fileName = ({ name }: DsnEntry): string => name.replace(/^.*[\\/]/, '');

const searchedTexts = (item: FolderItem): readonly string[] =>
  item.kind === 'folder' ? [item.name] : [item.name, item.dsn.driver, item.dsn.description];
