/** Lines of an ini file because of which a data source may be missing from the list. */
import { TriangleAlert } from 'lucide-react';
import { messages } from '../messages.ts';
import type { DsnProblem } from '../stores/dsn-store.ts';
import '../controls/note.css';

export function DsnProblems({ problems }: { problems: readonly DsnProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div className="note note-warning" role="status">
      <TriangleAlert aria-hidden size={16} className="note-icon" />
      <div className="note-text">
        <p>{messages.dsn.problems}</p>
        {problems.map(({ message, hint }) => (
          <p key={message} className="note-hint">
            {message} {hint}
          </p>
        ))}
      </div>
    </div>
  );
}
