/** Copies a text and says for a moment that it did. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

export interface CopyTextButtonProps {
  readonly text: string;
  /** What is copied, for those who hear the button only. */
  readonly label: string;
}

const saidForMs = 2000;

export function CopyTextButton({ text, label }: CopyTextButtonProps) {
  const [copies, setCopies] = useState(0);
  useEffect(() => {
    if (copies === 0) return undefined;
    const timer = setTimeout(() => setCopies(0), saidForMs);
    return () => clearTimeout(timer);
  }, [copies]);
  const Icon = copies > 0 ? Check : Copy;
  return (
    <Button
      aria-label={copies > 0 ? messages.copied : label}
      className="copy-button"
      onPress={() => copyText(text) && setCopies((times) => times + 1)}
    >
      <Icon aria-hidden size={13} />
      {copies > 0 ? messages.copied : messages.copy}
    </Button>
  );
}
