/** The list of data sources, with the columns of the ODBC Data Source Administrator. */
import { Database } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, type Selection } from 'react-aria-components';
import type { DsnEntry, DsnScope } from '../../engine/admin/contract.ts';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import { messages } from '../messages.ts';
import { HealthCell } from './health-cell.tsx';
import '../controls/list-table.css';

const text = messages.dsn;

export interface DsnTableProps {
  readonly scope: DsnScope;
  readonly entries: readonly DsnEntry[];
  /** What to say where the list is empty for a reason of its own, such as a search. */
  readonly none?: string | undefined;
  readonly selected: DsnEntry | null;
  readonly onSelect: (entry: DsnEntry | null) => void;
  readonly onAdd: () => void;
  readonly onConfigure: (entry: DsnEntry) => void;
  readonly onRemove: (entry: DsnEntry) => void;
}

export function DsnTable(props: DsnTableProps) {
  const { scope, entries, none, selected, onSelect, onAdd, onConfigure, onRemove } = props;
  const place = useRef<HTMLDivElement>(null);
  const selectedName = selected?.name;
  useEffect(() => {
    // A data source that was just made may lie far below.
    if (selectedName === undefined) return;
    place.current?.querySelector('.dsn-row[data-selected]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedName]);
  const byName = (name: unknown) => entries.find((entry) => entry.name === name);
  const choose = (selection: Selection) => {
    const [name] = selection === 'all' ? [] : selection;
    onSelect(byName(name) ?? null);
  };
  const goTo = (index: number) => {
    const rows = place.current?.querySelectorAll<HTMLElement>('.dsn-row');
    rows?.item(index)?.focus();
    onSelect(entries[index] ?? null);
  };
  const pressKey = (event: KeyboardEvent) => {
    if (event.key === 'Delete' && selected !== null) onRemove(selected);
    if (event.key === 'Insert') onAdd();
    // A rename begins in the sheet, whose first field is the name.
    if (event.key === 'F2' && selected !== null) onConfigure(selected);
    // In a grid these keys lead to the ends of a row; in a list to the ends of the list.
    if ((event.key === 'Home' || event.key === 'End') && entries.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      goTo(event.key === 'Home' ? 0 : entries.length - 1);
    }
  };
  return (
    <div ref={place} className="list-place dsn-table-place" onKeyDownCapture={pressKey} role="presentation">
      <Table
        aria-label={text.listLabel(scope)}
        className="list-table"
        selectionMode="single"
        // A click selects, a double click or Enter acts, as in a list of the desktop.
        selectionBehavior="replace"
        // A second click on the row, and so a double click, must not take the selection away.
        disallowEmptySelection
        selectedKeys={selected === null ? [] : [selected.name]}
        onSelectionChange={choose}
        onRowAction={(name) => {
          const entry = byName(name);
          if (entry !== undefined) onConfigure(entry);
        }}
      >
        <TableHeader>
          <Column isRowHeader className="dsn-column-name">
            {text.name}
          </Column>
          <Column className="dsn-column-platform">{text.platform}</Column>
          <Column className="dsn-column-driver">{text.driver}</Column>
          <Column className="dsn-column-health">{messages.health.column}</Column>
          <Column className="dsn-column-description">{text.description}</Column>
        </TableHeader>
        <TableBody
          items={entries}
          renderEmptyState={() => (
            <p className="list-none">{none ?? (scope === 'user' ? text.none : text.noneSystem)}</p>
          )}
        >
          {(entry) => (
            <Row
              id={entry.name}
              textValue={entry.name}
              className={entry.ours ? 'list-row dsn-row' : 'list-row list-quiet dsn-row dsn-foreign'}
            >
              <Cell textValue={entry.name}>
                <span className="list-text" onPointerEnter={titleWhenCut}>
                  <Database aria-hidden size={14} strokeWidth={1.75} className="dsn-icon" />
                  {entry.name}
                </span>
              </Cell>
              <TextCell text={entry.platform} />
              <TextCell text={entry.driver} />
              <Cell>
                <HealthCell dsn={entry} />
              </Cell>
              <TextCell text={entry.description} />
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}

function TextCell({ text: content }: { text: string }) {
  return (
    <Cell textValue={content}>
      <span className="list-text" onPointerEnter={titleWhenCut}>
        {content}
      </span>
    </Cell>
  );
}
