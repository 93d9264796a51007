/** Opens the chooser for the path in a field. */
import { lazy, Suspense, useState } from 'react';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';

const PathChooser = lazy(async () => ({ default: (await import('./path-chooser.tsx')).PathChooser }));

export interface BrowseButtonProps {
  /** Of the field: title of the dialog, and what tells this button from others. */
  readonly label: string;
  readonly of: 'file' | 'folder';
  readonly value: string;
  readonly onChange: (path: string) => void;
}

export function BrowseButton({ label, of, value, onChange }: BrowseButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const text = messages.files;
  return (
    <>
      {/* Inside a field, whose own buttons are told apart by slots. */}
      <Button slot={null} aria-label={text.browseFor(label)} onPress={() => setOpen(true)}>
        {text.browse}
      </Button>
      {isOpen && (
        <Suspense>
          <PathChooser
            title={label}
            of={of}
            value={value}
            onChoose={(path) => {
              setOpen(false);
              onChange(path);
            }}
            onCancel={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
