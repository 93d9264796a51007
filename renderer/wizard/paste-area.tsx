/** A box for a connection string, and what it would fill in. */
import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';
import { messages } from '../messages.ts';
import type { PastedString } from './pasted-string.ts';

const text = messages.wizard;

export interface PasteAreaProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Null while the box is empty. */
  readonly reading: PastedString | null;
}

export function PasteArea({ value, onChange, reading }: PasteAreaProps) {
  const wrong = reading?.kind === 'wrong';
  return (
    <TextField
      className="paste-area"
      value={value}
      onChange={onChange}
      isInvalid={wrong}
      validationBehavior="aria"
      spellCheck="false"
      autoComplete="off"
    >
      <Label>{text.pasteLabel}</Label>
      <TextArea className="input" rows={3} placeholder={text.pastePlaceholder} />
      {wrong && (
        <FieldError className="field-error">
          {reading.message} {reading.hint}
        </FieldError>
      )}
      <Text slot="description" className="field-help">
        {reading?.kind === 'read' ? text.pasteFills(reading.filled, reading.ignored) : text.pasteHelp}
      </Text>
    </TextField>
  );
}
