/**
 * The calls as an ARIA grid of rows that draws only those in view. One row is in the tab order; arrow, Page, Home and
 * End keys move it, Enter shows the call, Ctrl+C copies it. As long as its end is in view the list follows it.
 */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { CallRow, GroupRow } from './call-row.tsx';
import type { ListRow } from './call-rows.ts';
import { callsAsText } from './calls-as-text.ts';
import { rowByKey } from './row-by-key.ts';
import './call-list.css';

const text = messages.requests;
const rowHeight = 24;
const headerHeight = 26;

const columns = [
  ['time', text.time],
  ['method', text.method],
  ['address', text.address],
  ['status', text.status],
  ['number', text.duration],
  ['number', text.size],
  ['attempt', text.attempt],
  ['source', text.dataSource],
  ['statement', text.statement],
] as const;

export interface CallListProps {
  readonly rows: readonly ListRow[];
  readonly statements: ReadonlyMap<number, StatementInfo>;
  readonly onOpen: (call: ApiCall) => void;
  readonly onStatement: (id: number) => void;
  readonly onCopied: (calls: number) => void;
}

export function CallList({ rows, statements, onOpen, onStatement, onCopied }: CallListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const found = rows.findIndex(({ key }) => key === activeKey);
  const active = Math.max(0, found);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: headerHeight,
    getItemKey: (index) => rows[index]?.key ?? index,
    // The row that has the focus stays drawn when it is scrolled out of view.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (active >= range.count || indexes.includes(active)) return indexes;
      return [...indexes, active].sort((a, b) => a - b);
    },
  });

  const atEnd = useRef(true);
  const noteEnd = () => {
    const box = scroller.current;
    if (box !== null) atEnd.current = box.scrollTop + box.clientHeight >= box.scrollHeight - rowHeight;
  };
  const lastKey = rows.at(-1)?.key;
  useEffect(() => {
    if (atEnd.current && lastKey !== undefined) virtual.scrollToIndex(rows.length - 1, { align: 'end' });
  }, [lastKey, rows.length, virtual]);

  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [activeKey]);

  const open = (row: ListRow | undefined) => {
    if (row?.kind === 'call') onOpen(row.call);
    else if (row !== undefined && row.statementId !== null) onStatement(row.statementId);
  };
  const choose = (row: ListRow) => {
    moved.current = true;
    setActiveKey(row.key);
  };
  const pressKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      open(rows[active]);
      return;
    }
    const pageRows = Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight);
    const next = rowByKey(event.key, found === -1 ? null : found, rows.length, Math.max(1, pageRows));
    const row = next === null ? undefined : rows[next];
    if (next === null || row === undefined) return;
    event.preventDefault();
    choose(row);
    virtual.scrollToIndex(next);
  };
  const copy = (event: ClipboardEvent) => {
    const row = rows[active];
    if (row?.kind !== 'call') return;
    event.clipboardData.setData('text/plain', callsAsText([row.call], statements));
    event.preventDefault();
    onCopied(1);
  };

  return (
    <div
      ref={scroller}
      className="calls"
      role="grid"
      aria-label={text.list}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      // Without a row that takes the focus, the grid itself does, so that it can be scrolled.
      tabIndex={rows.length === 0 ? 0 : -1}
      onScroll={noteEnd}
      onKeyDown={pressKey}
      onCopy={copy}
    >
      <div
        className="calls-size"
        role="presentation"
        style={{ height: virtual.getTotalSize() + headerHeight }}
      >
        <div role="row" aria-rowindex={1} className="calls-row calls-header">
          {columns.map(([kind, label]) => (
            <div key={label} role="columnheader" className={`calls-${kind}`}>
              {label}
            </div>
          ))}
        </div>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const shared = {
            top: start + headerHeight,
            index,
            isActive: index === active,
            isSelected: index === found,
            statements,
            onChoose: () => choose(row),
            onOpen: () => open(row),
          };
          return row.kind === 'call' ? (
            <CallRow key={row.key} call={row.call} {...shared} />
          ) : (
            <GroupRow key={row.key} group={row} columns={columns.length} {...shared} />
          );
        })}
      </div>
    </div>
  );
}
