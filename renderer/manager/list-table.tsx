/** A list of the driver manager's tabs: rows that are chosen as a whole; Enter or a double click acts. */
import type { ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import '../controls/list-table.css';

export interface ListColumn<T> {
  readonly label: string;
  /** A width as CSS has it; without one the column shares what is left. */
  readonly width?: string;
  readonly text: (item: T) => string;
  /** Drawn instead of the text. */
  readonly content?: (item: T) => ReactNode;
}

export interface ListTableProps<T> {
  readonly label: string;
  readonly columns: readonly ListColumn<T>[];
  readonly items: readonly T[];
  readonly idOf: (item: T) => string;
  readonly isQuiet?: (item: T) => boolean;
  readonly none: string;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly onAction?: (item: T) => void;
}

export function ListTable<T>(props: ListTableProps<T>) {
  const { label, columns, items, idOf, isQuiet, none, selected, onSelect, onAction } = props;
  return (
    <div className="list-place list-wide">
      <Table
        aria-label={label}
        className="list-table"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={(keys) => onSelect(keys === 'all' ? null : String([...keys][0] ?? '') || null)}
        onRowAction={(key) => {
          const item = items.find((one) => idOf(one) === key);
          if (item !== undefined) onAction?.(item);
        }}
      >
        <TableHeader>
          {columns.map((column, index) => (
            <Column
              key={column.label}
              id={column.label}
              isRowHeader={index === 0}
              {...(column.width !== undefined && { style: { width: column.width } })}
            >
              {column.label}
            </Column>
          ))}
        </TableHeader>
        <TableBody renderEmptyState={() => <p className="list-none">{none}</p>}>
          {items.map((item) => (
            <Row
              key={idOf(item)}
              id={idOf(item)}
              textValue={columns[0]?.text(item) ?? ''}
              className={isQuiet?.(item) === true ? 'list-row list-quiet' : 'list-row'}
            >
              {columns.map((column) => (
                <Cell key={column.label} textValue={column.text(item)}>
                  <span className="list-text" onPointerEnter={titleWhenCut}>
                    {column.content?.(item) ?? column.text(item)}
                  </span>
                </Cell>
              ))}
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
