/** A line of text in a form. */
import type { HTMLAttributes, ReactNode } from 'react';
import { Input, TextField } from 'react-aria-components';
import { FieldFrame } from './field.tsx';

export interface TextRowProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: 'text' | 'password';
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  readonly placeholder?: string | undefined;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
  readonly spelling?: string | undefined;
  readonly spellingTitle?: string | undefined;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly width?: 'full' | 'number';
  /** Stands right of the box: a unit, a button. */
  readonly after?: ReactNode;
}

export function TextRow(props: TextRowProps) {
  const { label, value, onChange, onBlur, type = 'text', inputMode = 'text', placeholder } = props;
  const { isRequired = false, autoFocus = false, error, width = 'full', after } = props;
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      {...(onBlur && { onBlur })}
      type={type}
      isRequired={isRequired}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      // Neither a spelling checker nor a password manager has any business with these values.
      autoComplete={type === 'password' ? 'new-password' : 'off'}
      spellCheck="false"
      autoFocus={autoFocus}
    >
      <FieldFrame {...props} label={label}>
        <Input
          className={`input input-${width}`}
          inputMode={inputMode}
          {...(placeholder !== undefined && { placeholder })}
        />
        {after}
      </FieldFrame>
    </TextField>
  );
}
