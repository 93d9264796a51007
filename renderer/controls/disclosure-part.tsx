/** A part that is folded away, and not even drawn, until somebody wants it. */
import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import './disclosure-part.css';

export interface DisclosurePartProps {
  readonly title: string;
  readonly defaultExpanded?: boolean;
  readonly children: ReactNode;
}

export function DisclosurePart({ title, defaultExpanded = false, children }: DisclosurePartProps) {
  const [isExpanded, setExpanded] = useState(defaultExpanded);
  return (
    <Disclosure className="disclosure" isExpanded={isExpanded} onExpandedChange={setExpanded}>
      <Heading level={3}>
        <Button slot="trigger">
          <ChevronRight aria-hidden size={14} />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel>{isExpanded && children}</DisclosurePanel>
    </Disclosure>
  );
}
