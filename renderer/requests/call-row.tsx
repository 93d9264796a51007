/** One row of the list: a call, or the statement above its calls. Trouble shows by a sign, not by colour alone. */
import { CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import { messages } from '../messages.ts';
import { readableAddress } from './call-address.ts';
import { isLimited, isProblem } from './call-filter.ts';
import type { ListRow } from './call-rows.ts';
import { dataSourceText, reasonText, statusText } from './call-text.ts';

const text = messages.requests;

interface RowProps {
  readonly top: number;
  readonly index: number;
  /** In the tab order. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly statements: ReadonlyMap<number, StatementInfo>;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
}

interface FrameProps extends RowProps {
  readonly className: string;
  readonly children: ReactNode;
}

function RowFrame({ top, index, isActive, isSelected, className, onChoose, onOpen, children }: FrameProps) {
  return (
    // Keys are heard by the grid around it.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      className={`calls-row ${className}`}
      style={{ transform: `translateY(${top}px)` }}
      onPointerDown={onChoose}
      onDoubleClick={onOpen}
    >
      {children}
    </div>
  );
}

export function CallRow({ call, ...props }: RowProps & { readonly call: ApiCall }) {
  const tone = isLimited(call) ? 'limited' : isProblem(call) ? 'problem' : call.cancelled ? 'cancelled' : '';
  return (
    <RowFrame {...props} className={tone === '' ? '' : `calls-${tone}`}>
      <Text kind="time">{text.exactTime(call.startedAt)}</Text>
      <Text kind="method">{call.method}</Text>
      <Text kind="address">{readableAddress(call.target)}</Text>
      <div role="gridcell" className="calls-status" title={call.problem ?? undefined}>
        {tone === 'limited' && <TriangleAlert aria-hidden size={13} />}
        {tone === 'problem' && <CircleX aria-hidden size={13} />}
        <span>{statusText(call)}</span>
      </div>
      <Text kind="number">{text.milliseconds(call.milliseconds)}</Text>
      <Text kind="number">{call.status === null ? '' : text.bytes(call.bytes)}</Text>
      <Text kind="attempt">{call.attempt === 1 ? '' : text.number(call.attempt)}</Text>
      <Text kind="source">{dataSourceText(call.dataSource)}</Text>
      <Text kind="statement">{reasonText(call, props.statements)}</Text>
    </RowFrame>
  );
}

export interface GroupRowProps extends RowProps {
  readonly group: Extract<ListRow, { readonly kind: 'group' }>;
  readonly columns: number;
}

export function GroupRow({ group, columns, ...props }: GroupRowProps) {
  const statement = group.statementId === null ? undefined : props.statements.get(group.statementId);
  return (
    <RowFrame {...props} className="calls-group">
      <div role="gridcell" aria-colspan={columns} className="calls-group-cell">
        <strong onPointerEnter={titleWhenCut}>{reasonText(group, props.statements)}</strong>
        <span>{dataSourceText(group.dataSource)}</span>
        <span>{text.groupSummary(group.calls, statement?.milliseconds ?? null, group.bytes)}</span>
        {statement !== undefined && <span>{text.states[statement.state]}</span>}
      </div>
    </RowFrame>
  );
}

function Text({ kind, children }: { readonly kind: string; readonly children: string }) {
  return (
    <div role="gridcell" className={`calls-${kind}`} onPointerEnter={titleWhenCut}>
      {children}
    </div>
  );
}
