/** The line above the files: which folder is shown, the way up, and places to go to. */
import { FolderUp } from 'lucide-react';
import type { FolderListing } from '../../engine/admin/contract.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { SelectBox } from '../controls/select-row.tsx';
import { messages } from '../messages.ts';
import { useRecentFolders } from './recent-folders.ts';
import './look-in.css';

const text = messages.fileDsn;

export interface LookInProps {
  readonly listing: FolderListing;
  readonly onOpen: (path: string) => void;
}

export function LookIn({ listing, onOpen }: LookInProps) {
  const { path, parent, known } = listing;
  const named = known.map((place) => ({
    value: place.path,
    label: place.path === path ? path : `${text.known[place.kind]}: ${place.path}`,
  }));
  const recent = useRecentFolders()
    .filter((folder) => known.every((place) => place.path !== folder))
    .map((folder) => ({ value: folder, label: folder }));
  const all = [...named, ...recent];
  const choices = all.some(({ value }) => value === path) ? all : [{ value: path, label: path }, ...all];
  return (
    <div className="look-in">
      <span aria-hidden>{text.lookIn}</span>
      <SelectBox label={text.lookIn} placeholder="" choices={choices} value={path} onChange={onOpen} />
      {parent !== '' && (
        <IconButton label={text.up} onPress={() => onOpen(parent)}>
          <FolderUp aria-hidden size={15} />
        </IconButton>
      )}
      {path === listing.defaultFolder && <span className="quiet look-in-default">{text.isDefault}</span>}
    </div>
  );
}
