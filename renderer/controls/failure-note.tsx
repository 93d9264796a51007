/** A failure of the engine as a person reads it: the sentence, what to do, and the SQLSTATE for support. */
import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import './note.css';

export interface FailureNoteProps {
  readonly failure: Failure;
  readonly title?: string;
  /** Stands after the SQLSTATE, such as a place in the statement. */
  readonly place?: string;
  readonly children?: ReactNode;
}

export function FailureNote({ failure, title, place, children }: FailureNoteProps) {
  return (
    <div className="note note-bad" role="alert">
      <CircleX aria-hidden size={16} className="note-icon" />
      <div className="note-text">
        {title !== undefined && <strong>{title}</strong>}
        <p>{failure.message}</p>
        {failure.hint !== undefined && <p className="note-hint">{failure.hint}</p>}
        {failure.detail !== undefined && <p className="note-detail">{failure.detail}</p>}
        <p className="note-code">
          {messages.sqlState(failure.sqlState)}
          {place !== undefined && ` · ${place}`}
        </p>
        {children}
      </div>
    </div>
  );
}
