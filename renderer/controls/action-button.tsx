/** A button that says, as long as it cannot act, why: in a tooltip and to screen readers. */
import { useId } from 'react';
import { Button } from './button.tsx';

export interface ActionButtonProps {
  readonly label: string;
  /** Why it cannot act now; undefined: it can. */
  readonly reason: string | undefined;
  readonly onPress: () => void;
}

export function ActionButton({ label, reason, onPress }: ActionButtonProps) {
  const id = useId();
  return (
    // A disabled button shows no tooltip of its own.
    <span className="action-button" title={reason}>
      <Button
        isDisabled={reason !== undefined}
        {...(reason !== undefined && { 'aria-describedby': id })}
        onPress={onPress}
      >
        {label}
      </Button>
      {reason !== undefined && (
        <span id={id} hidden>
          {reason}
        </span>
      )}
    </span>
  );
}
