/** A push button. `primary` is the one that Enter would mean, `plain` has no frame, `danger` destroys. */
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  readonly variant?: 'normal' | 'primary' | 'danger' | 'plain';
  readonly className?: string;
}

export function Button({ variant = 'normal', className = '', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`button button-${variant} ${className}`} />;
}
