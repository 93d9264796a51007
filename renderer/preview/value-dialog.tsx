/** One value as a whole, wrapped, to read and to copy: a cell shows only its beginning. */
import { useRef } from 'react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { messages } from '../messages.ts';

const text = messages.preview;

export interface ShownValue {
  readonly row: number;
  readonly column: string;
  readonly value: string | null;
}

export function ValueDialog({ row, column, value, onClose }: ShownValue & { readonly onClose: () => void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const selectAll = () => {
    area.current?.focus();
    area.current?.select();
  };
  return (
    <Dialog title={text.valueTitle(column, row + 1)} size="large" onCancel={onClose}>
      <div className="dialog-body value-body">
        <p className="quiet">
          {value === null ? text.valueNull : text.valueLength(Array.from(value).length)}
        </p>
        {value !== null && (
          <textarea
            ref={area}
            className="value-text mono"
            aria-label={text.valueLabel}
            readOnly
            spellCheck={false}
            value={value}
          />
        )}
      </div>
      <div className="dialog-foot">
        {value !== null && <Button onPress={selectAll}>{text.selectAll}</Button>}
        <Button autoFocus variant="primary" onPress={onClose}>
          {messages.close}
        </Button>
      </div>
    </Dialog>
  );
}
