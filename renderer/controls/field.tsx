/** The two-column row that every field of a form has: label and spelling left, control and help right. */
import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import './field.css';

export interface FieldFrameProps {
  readonly label: string;
  /** The name in a connection string, shown small beneath the label. */
  readonly spelling?: string | undefined;
  readonly spellingTitle?: string | undefined;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** The inside of a field; goes into one of React Aria's fields, which ties the parts together. */
export function FieldFrame({ label, spelling, spellingTitle, help, error, children }: FieldFrameProps) {
  return (
    <>
      <div className="field-name">
        <Label className="field-label">{label}</Label>
        {spelling !== undefined && (
          <code className="field-spelling" title={spellingTitle}>
            {spelling}
          </code>
        )}
      </div>
      <div className="field-main">
        <div className="field-control">{children}</div>
        {error !== undefined && <FieldError className="field-error">{error}</FieldError>}
        {help !== undefined && (
          <Text slot="description" className="field-help">
            {help}
          </Text>
        )}
      </div>
    </>
  );
}
