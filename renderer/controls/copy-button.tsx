/** Copies a text and says so for a moment; the news is read aloud, too. */
import { useState } from 'react';
import { Button } from './button.tsx';

export interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly done: string;
}

export function CopyButton({ text, label, done }: CopyButtonProps) {
  const [copied, setCopied] = useState('');
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  };
  return (
    <Button onPress={() => void copy()}>
      <span aria-live="polite">{copied === text && text !== '' ? done : label}</span>
    </Button>
  );
}
