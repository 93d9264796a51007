/** What the search box of the property sheet has found on all pages, each field with its page. */
import type { ReactNode } from 'react';
import type { Property } from '../../engine/admin/contract.ts';
import { Button } from '../controls/button.tsx';
import { messages } from '../messages.ts';
import type { Draft } from './draft.ts';
import { matters, type PageName } from './property-pages.ts';

const text = messages.sheet;

export interface SearchResultsProps {
  readonly found: readonly Property[];
  readonly draft: Draft;
  readonly properties: readonly Property[];
  readonly field: (property: Property) => ReactNode;
  readonly onPage: (page: PageName) => void;
}

export function SearchResults({ found, draft, properties, field, onPage }: SearchResultsProps) {
  return (
    <>
      <p className="sheet-intro" role="status">
        {text.found(found.length)}
      </p>
      {found.map((property) => (
        <div key={property.name} className="sheet-found">
          <p className="sheet-found-place">
            <Button variant="plain" onPress={() => onPage(property.category)}>
              {text.foundOn(text.pageNames[property.category])}
            </Button>
            {!matters(property, draft, properties) && <span className="quiet">{text.withoutEffect}</span>}
          </p>
          {field(property)}
        </div>
      ))}
    </>
  );
}
