/** News that is no failure: a notice of the engine, or something that went well. */
import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './note.css';

const icons = { good: CircleCheck, info: Info, warning: TriangleAlert } as const;

export interface NoticeNoteProps {
  readonly tone: keyof typeof icons;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly children?: ReactNode;
}

export function NoticeNote({ tone, message, hint, children }: NoticeNoteProps) {
  const Icon = icons[tone];
  return (
    <div className={`note note-${tone}`} role="status">
      <Icon aria-hidden size={16} className="note-icon" />
      <div className="note-text">
        <p>{message}</p>
        {hint !== undefined && <p className="note-hint">{hint}</p>}
        {children}
      </div>
    </div>
  );
}
