/** The content of a folder: its folders, then the data sources in it. */
import { FileCog, FileWarning, Folder } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, type Selection } from 'react-aria-components';
import type { FolderListing } from '../../engine/admin/contract.ts';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import { messages } from '../messages.ts';
import { HealthCell } from './health-cell.tsx';
import '../controls/list-table.css';

const text = messages.fileDsn;

export type FileDsn = FolderListing['dataSources'][number];
export type FolderItem =
  | { readonly kind: 'folder'; readonly path: string; readonly name: string }
  | { readonly kind: 'dsn'; readonly path: string; readonly name: string; readonly dsn: FileDsn };

export interface FileDsnListProps {
  readonly items: readonly FolderItem[];
  /** What stands in the list's place when it is empty. */
  readonly none: string;
  readonly selected: string | null;
  readonly onSelect: (path: string | null) => void;
  /** A double click, or Enter. */
  readonly onOpen: (item: FolderItem) => void;
  readonly onUp: () => void;
  readonly onAdd: () => void;
  readonly onConfigure: () => void;
  readonly onRemove: () => void;
}

export function FileDsnList(props: FileDsnListProps) {
  const { items, none, selected, onSelect, onOpen, onUp, onAdd, onConfigure, onRemove } = props;
  const place = useRef<HTMLDivElement>(null);
  const choose = (selection: Selection) => {
    const [path] = selection === 'all' ? [] : selection;
    onSelect(path === undefined ? null : String(path));
  };
  const pressKey = (event: KeyboardEvent) => {
    if (event.key === 'Backspace') onUp();
    if (event.key === 'Delete') onRemove();
    if (event.key === 'Insert') onAdd();
    if (event.key === 'F2') onConfigure();
    if ((event.key === 'Home' || event.key === 'End') && items.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      const at = event.key === 'Home' ? 0 : items.length - 1;
      place.current?.querySelectorAll<HTMLElement>('.dsn-row').item(at).focus();
      onSelect(items[at]?.path ?? null);
    }
  };
  return (
    <div ref={place} className="list-place dsn-table-place" onKeyDownCapture={pressKey} role="presentation">
      <Table
        aria-label={text.list}
        className="list-table"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={choose}
        onRowAction={(path) => {
          const item = items.find((candidate) => candidate.path === path);
          if (item !== undefined) onOpen(item);
        }}
      >
        <TableHeader>
          <Column isRowHeader className="dsn-column-name">
            {messages.dsn.name}
          </Column>
          <Column className="dsn-column-driver">{messages.dsn.driver}</Column>
          <Column className="dsn-column-health">{messages.health.column}</Column>
          <Column className="dsn-column-description">{messages.dsn.description}</Column>
        </TableHeader>
        <TableBody items={items} renderEmptyState={() => <p className="list-none">{none}</p>}>
          {(item) => (
            <Row
              id={item.path}
              textValue={item.name}
              className={
                item.kind === 'folder' || item.dsn.ours
                  ? 'list-row dsn-row'
                  : 'list-row list-quiet dsn-row dsn-foreign'
              }
            >
              <TextCell text={item.name}>
                <ItemIcon item={item} />
              </TextCell>
              <TextCell text={item.kind === 'dsn' ? item.dsn.driver : ''} />
              <Cell>{item.kind === 'dsn' && item.dsn.ours && <HealthCell dsn={item.dsn} />}</Cell>
              <TextCell text={item.kind === 'dsn' ? item.dsn.problem || item.dsn.description : ''} />
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}

function ItemIcon({ item }: { item: FolderItem }) {
  const Icon = item.kind === 'folder' ? Folder : item.dsn.problem === '' ? FileCog : FileWarning;
  return <Icon aria-hidden size={14} strokeWidth={1.75} className="dsn-icon" />;
}

function TextCell({ text: content, children }: { text: string; children?: ReactNode }) {
  return (
    <Cell textValue={content}>
      <span className="list-text" onPointerEnter={titleWhenCut}>
        {children}
        {content}
      </span>
    </Cell>
  );
}
