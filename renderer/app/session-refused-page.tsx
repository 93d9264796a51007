/** Shown when the host does not know this browser: says where a new address comes from. */
import { KeyRound } from 'lucide-react';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import './session-refused-page.css';

export function SessionRefusedPage({ onRetry }: { onRetry: () => void }) {
  const text = messages.session;
  return (
    <main className="refused">
      <KeyRound className="refused-icon" aria-hidden size={28} strokeWidth={1.5} />
      <h1>{text.title}</h1>
      <p>{text.explanation}</p>
      <p>{text.how}</p>
      <ul className="refused-commands">
        {text.commands.map((command) => (
          <li key={command}>
            <code>{command}</code>
          </li>
        ))}
      </ul>
      <Button onPress={onRetry}>{text.tryAgain}</Button>
    </main>
  );
}
