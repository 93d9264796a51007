/** A push button. `primary` is the one that Enter would mean, `plain` has no frame, `danger` destroys. */
import { useState } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  readonly variant?: 'normal' | 'primary' | 'danger' | 'plain';
  readonly className?: string;
}

export function Button({
  variant = 'normal',
  className = '',
  isDisabled = false,
  isPending = false,
  onFocusChange,
  ...props
}: ButtonProps) {
  const [hasFocus, setHasFocus] = useState(false);
  // Browsers drop the focus of what is switched off, and the keyboard with it: often a button is, by its own press.
  const keepsFocus = isDisabled && hasFocus;
  return (
    <AriaButton
      {...props}
      isDisabled={isDisabled && !keepsFocus}
      isPending={isPending || keepsFocus}
      onFocusChange={(focused) => {
        setHasFocus(focused);
        onFocusChange?.(focused);
      }}
      className={`button button-${variant} ${className}`}
    />
  );
}
