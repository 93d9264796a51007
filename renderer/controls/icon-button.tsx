/** A small button with an icon only; its label is read aloud and shown as a tooltip. */
import type { ReactNode } from 'react';
import { Button, Tooltip, TooltipTrigger } from 'react-aria-components';
import './button.css';

export interface IconButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export function IconButton({ label, onPress, children }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600}>
      {/* Without the null it would take a Select around it for its own, and open the list. */}
      <Button slot={null} className="icon-button" aria-label={label} onPress={onPress}>
        {children}
      </Button>
      <Tooltip className="tooltip" offset={4}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
