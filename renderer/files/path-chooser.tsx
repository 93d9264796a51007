/**
 * Chooses a file or a folder of the engine's computer, which need not be the one that shows the window. A file may
 * be one that does not exist yet. Nothing is made or changed here.
 */
import { File, Folder } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { useServices } from '../app/services.tsx';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import { messages } from '../messages.ts';
import { LookIn } from './look-in.tsx';
import { folderOf, rememberFolder, useRecentFolders } from './recent-folders.ts';
import { useFolder } from './use-folder.ts';
import './path-chooser.css';

const text = messages.files;

export interface PathChooserProps {
  readonly title: string;
  readonly of: 'file' | 'folder';
  /** The path that stands there now; '' for none. */
  readonly value: string;
  readonly onChoose: (path: string) => void;
  readonly onCancel: () => void;
}

export function PathChooser({ title, of, value, onChoose, onCancel }: PathChooserProps) {
  const { settings } = useServices();
  const [recent] = useRecentFolders();
  const start = (of === 'folder' ? value : folderOf(value)) || recent || '~';
  const { listing, failure, open } = useFolder(start, '~');
  const [name, setName] = useState(
    of === 'file' ? value.slice(folderOf(value).length).replace(/^[\\/]/, '') : '',
  );
  const [isWalking, setWalking] = useState(of === 'folder');
  const typed = name.trim();
  const items =
    listing === null
      ? []
      : [
          ...listing.folders.map((entry) => ({ ...entry, kind: 'folder' as const })),
          ...(of === 'file' ? listing.files.map((entry) => ({ ...entry, kind: 'file' as const })) : []),
        ];
  const choose = (path: string) => {
    if (listing !== null) rememberFolder(settings, of === 'folder' ? path : folderOf(path) || listing.path);
    onChoose(path);
  };
  const chooseTyped = () => {
    if (listing === null || (of === 'file' && typed === '')) return;
    if (of === 'folder') choose(listing.path);
    else if (isFolderPath(typed)) void open(typed);
    else choose(folderOf(typed) === '' ? inFolder(listing.path, typed) : typed);
  };
  const walk = (path: string) => {
    setWalking(true);
    void open(path);
  };
  const act = (path: string) => {
    if (items.find((item) => item.path === path)?.kind === 'file') choose(path);
    else walk(path);
  };
  const goUp = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && listing !== null && listing.parent !== '') walk(listing.parent);
  };
  return (
    <Dialog title={text.title(title)} size="medium" onCancel={onCancel}>
      <div className="dialog-body path-chooser">
        {failure !== null && <FailureNote failure={failure} />}
        {listing !== null && (
          <>
            <LookIn listing={listing} onOpen={(path) => void open(path)} />
            <div className="path-list-place" role="presentation" onKeyDownCapture={goUp}>
              <ListBox
                // What was focused in one folder is not there in the next.
                key={listing.path}
                aria-label={of === 'file' ? text.list : text.folders}
                className="path-list"
                items={items}
                autoFocus={isWalking}
                selectionMode="single"
                selectionBehavior="replace"
                onSelectionChange={(selection) => {
                  const [path] = selection === 'all' ? [] : selection;
                  const item = items.find((candidate) => candidate.path === path);
                  if (item?.kind === 'file') setName(item.name);
                }}
                onAction={(key) => act(String(key))}
                renderEmptyState={() => <p className="path-none">{text.empty}</p>}
              >
                {({ path, name: shown, kind }) => (
                  <ListBoxItem id={path} textValue={shown} className="path-item">
                    {kind === 'folder' ? (
                      <Folder aria-hidden size={14} strokeWidth={1.75} />
                    ) : (
                      <File aria-hidden size={14} strokeWidth={1.75} />
                    )}
                    <span onPointerEnter={titleWhenCut}>{shown}</span>
                  </ListBoxItem>
                )}
              </ListBox>
            </div>
          </>
        )}
        {of === 'file' && (
          <div
            role="presentation"
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // The dialog may stand over a form, which is not meant.
              event.preventDefault();
              chooseTyped();
            }}
          >
            <TextRow label={text.fileName} value={name} onChange={setName} autoFocus />
          </div>
        )}
      </div>
      <div className="dialog-foot">
        <Button
          variant="primary"
          isDisabled={listing === null || (of === 'file' && typed === '')}
          onPress={chooseTyped}
        >
          {of === 'file' ? text.choose : text.chooseFolder}
        </Button>
        <Button onPress={onCancel}>{messages.cancel}</Button>
      </div>
    </Dialog>
  );
}

const isFolderPath = (path: string): boolean => folderOf(path) !== '' && /[\\/]$/.test(path);

function inFolder(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}
