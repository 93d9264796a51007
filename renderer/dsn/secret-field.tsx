/**
 * A secret on its way to the vault. What the vault keeps never comes back: the field says that there is one,
 * takes a new one, or marks it to be forgotten.
 */
import { ShieldCheck, Trash2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../controls/icon-button.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';

const text = messages.sheet;

export interface SecretFieldProps {
  readonly label: string;
  readonly spelling: string;
  readonly spellingTitle: string;
  readonly help: ReactNode;
  readonly isRequired: boolean;
  readonly isKept: boolean;
  /** A text replaces the secret, null forgets it, undefined leaves it alone. */
  readonly change: string | null | undefined;
  readonly onChange: (change: string | null | undefined) => void;
}

export function SecretField({ isKept, change, onChange, label, ...frame }: SecretFieldProps) {
  const state = !isKept ? null : change === null ? text.secretWillBeForgotten : text.secretKept;
  return (
    <TextRow
      {...frame}
      label={label}
      type="password"
      value={change ?? ''}
      onChange={(value) => onChange(value === '' ? undefined : value)}
      placeholder={isKept && change !== null ? text.secretReplace : undefined}
      after={
        isKept && (
          <>
            <span className={`secret-state ${change === null ? 'bad' : 'good'}`}>
              <ShieldCheck aria-hidden size={13} />
              {state}
            </span>
            {change === null ? (
              <IconButton label={text.keepSecret(label)} onPress={() => onChange(undefined)}>
                <Undo2 aria-hidden size={13} />
              </IconButton>
            ) : (
              <IconButton label={text.forgetSecret(label)} onPress={() => onChange(null)}>
                <Trash2 aria-hidden size={13} />
              </IconButton>
            )}
          </>
        )
      }
    />
  );
}
