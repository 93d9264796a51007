/** A modal dialog in the window: title, body, a row of buttons at its foot. Escape means cancel, wherever the focus is. */
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useEscape } from './use-escape.ts';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly onCancel: () => void;
  readonly size?: 'small' | 'medium' | 'large';
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

export function Dialog({ title, onCancel, size = 'small', role = 'dialog', children }: DialogProps) {
  useEscape(onCancel);
  return (
    <ModalOverlay isOpen className="dialog-overlay" isKeyboardDismissDisabled>
      <Modal className={`dialog-box dialog-${size}`}>
        <AriaDialog role={role} className="dialog">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
