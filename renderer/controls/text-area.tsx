/** A box for several lines of text. */
import { Label, TextArea as AriaTextArea, TextField } from 'react-aria-components';
import './text-area.css';

export interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  /** Without it the text can be read and copied only. */
  readonly onChange?: (value: string) => void;
}

export function TextArea({ label, value, rows, onChange }: TextAreaProps) {
  return (
    <TextField
      className="text-area"
      value={value}
      isReadOnly={onChange === undefined}
      {...(onChange !== undefined && { onChange })}
      spellCheck="false"
      autoComplete="off"
    >
      <Label className="field-label">{label}</Label>
      <AriaTextArea className="input text-area-box" rows={rows} />
    </TextField>
  );
}
