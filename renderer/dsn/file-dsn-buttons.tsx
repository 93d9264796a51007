/** The buttons beside the files of a folder. */
import type { FolderListing } from '../../engine/admin/contract.ts';
import { ConnectButton } from '../connect/connect-button.tsx';
import { ActionButton } from '../controls/action-button.tsx';
import { messages } from '../messages.ts';
import { reasonAgainst } from './dsn-buttons.tsx';
import type { FileDsn } from './file-dsn-list.tsx';
import { HealthButtons } from './health-buttons.tsx';

const text = messages.dsn;

export type FileDsnAction =
  | 'add'
  | 'remove'
  | 'configure'
  | 'duplicate'
  | 'export'
  | 'setDirectory'
  | 'preview';

export interface FileDsnButtonsProps {
  readonly listing: FolderListing;
  readonly selected: FileDsn | undefined;
  readonly onAction: (action: FileDsnAction) => void;
}

export function FileDsnButtons({ listing, selected, onAction }: FileDsnButtonsProps) {
  const reason = reasonAgainst(selected);
  const ours = listing.dataSources.filter((dsn) => dsn.ours);
  const isDirectory = listing.path === listing.defaultFolder;
  const button = (action: FileDsnAction, because: string | undefined) => (
    <ActionButton
      label={action === 'setDirectory' ? messages.fileDsn.setDirectory : text[action]}
      reason={because}
      onPress={() => onAction(action)}
    />
  );
  return (
    <div className="dsn-buttons" role="group" aria-label={text.actions}>
      {button('add', listing.writable ? undefined : messages.fileDsn.readOnly)}
      {button('remove', reason)}
      {button('configure', reason)}
      {button('duplicate', reason)}
      <hr />
      {button('export', ours.length > 0 ? undefined : text.reasonNoneOfOurs)}
      {button('setDirectory', isDirectory ? messages.fileDsn.isDirectory : undefined)}
      <hr />
      {button('preview', reason)}
      <ConnectButton entry={selected} reason={reason} />
      <hr />
      <HealthButtons selected={reason === undefined ? selected : undefined} all={ours} />
    </div>
  );
}
