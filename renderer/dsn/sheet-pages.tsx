/** The pages of the property sheet: one tab a category of the catalogue, name and description on the first. */
import { useState, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import type { Property } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { DisclosurePart } from '../controls/disclosure-part.tsx';
import { SearchBox } from '../controls/search-box.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import type { Draft } from './draft.ts';
import { PropertyField } from './property-field.tsx';
import { matching, matters, pagesOf, type PageName } from './property-pages.ts';
import { SearchResults } from './sheet-search.tsx';
import { SignInState } from './sign-in-state.tsx';
import { isPlace, usePlaces } from './use-places.ts';

const text = messages.sheet;

export interface SheetPagesProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly page: PageName;
  readonly onPage: (page: PageName) => void;
  readonly nameError: string | undefined;
  readonly wrongPages: readonly PageName[];
  readonly scope: DsnKey['scope'];
  readonly saved: DsnKey | null;
  readonly onReload: (saved: DsnKey) => Promise<void>;
  /** Notes that stand above every page. */
  readonly children: ReactNode;
}

export function SheetPages(props: SheetPagesProps) {
  const { draft, onChange, page, onPage, nameError, wrongPages, scope, saved, onReload, children } = props;
  const { dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  const [search, setSearch] = useState('');
  const workspaces = usePlaces('Workspace', draft, scope, saved);
  const schemas = usePlaces('Schema', draft, scope, saved);
  const lists = { Workspace: workspaces, Schema: schemas };
  const field = (property: Property) => (
    <PropertyField
      key={property.name}
      property={property}
      draft={draft}
      onChange={onChange}
      list={isPlace(property.name) ? lists[property.name] : undefined}
    />
  );
  return (
    <Tabs
      className={search.trim() === '' ? 'sheet' : 'sheet sheet-searching'}
      orientation="vertical"
      selectedKey={page}
      onSelectionChange={(key) => {
        setSearch('');
        onPage(key as PageName);
      }}
    >
      <div className="sheet-side">
        <SearchBox label={text.search} placeholder={messages.search} value={search} onChange={setSearch} />
        <TabList aria-label={text.pages} className="sheet-tabs">
          {pagesOf(properties).map(({ category }) => (
            // The page that a search has covered can be had back as well.
            <Tab id={category} key={category} onPress={() => setSearch('')}>
              {text.pageNames[category]}
              {wrongPages.includes(category) && (
                <span className="sheet-tab-wrong" role="img" aria-label={text.pageHasErrors} />
              )}
            </Tab>
          ))}
        </TabList>
      </div>
      {pagesOf(properties).map(({ category, properties: members }) => (
        <TabPanel id={category} key={category} className="sheet-page">
          {children}
          {search.trim() === '' ? (
            <>
              {text.pageIntros[category] !== '' && <p className="sheet-intro">{text.pageIntros[category]}</p>}
              {category === 'Basic' && (
                <NameAndDescription
                  draft={draft}
                  onChange={onChange}
                  nameError={nameError}
                  isFile={scope === 'file'}
                />
              )}
              {members.filter((property) => matters(property, draft, properties)).map(field)}
              {category === 'Authentication' && (
                <>
                  <SignInState draft={draft} saved={saved} onReload={onReload} />
                  <Others
                    members={members.filter((property) => !matters(property, draft, properties))}
                    field={field}
                  />
                </>
              )}
            </>
          ) : (
            <SearchResults
              found={matching(properties, search)}
              draft={draft}
              properties={properties}
              field={field}
              onPage={(found) => {
                setSearch('');
                onPage(found);
              }}
            />
          )}
        </TabPanel>
      ))}
    </Tabs>
  );
}

/** What another way to sign in would need: at hand, but not in the way. */
function Others({
  members,
  field,
}: {
  readonly members: readonly Property[];
  readonly field: (property: Property) => ReactNode;
}) {
  if (members.length === 0) return null;
  return (
    <DisclosurePart title={text.otherSchemes}>
      <p className="quiet">{text.otherSchemesText}</p>
      {members.map(field)}
    </DisclosurePart>
  );
}

interface NameAndDescriptionProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly nameError: string | undefined;
  readonly isFile: boolean;
}

function NameAndDescription({ draft, onChange, nameError, isFile }: NameAndDescriptionProps) {
  return (
    <>
      <TextRow
        label={isFile ? messages.fileDsn.sheetName : text.name}
        spelling={isFile ? 'FILEDSN' : 'DSN'}
        spellingTitle={text.spelling(isFile ? 'FILEDSN' : 'DSN')}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        isRequired
        help={text.nameHelp}
        error={nameError}
      />
      <TextRow
        label={messages.dsn.description}
        spelling="Description"
        spellingTitle={text.spelling('Description')}
        value={draft.description}
        onChange={(description) => onChange({ ...draft, description })}
        help={text.descriptionHelp}
      />
    </>
  );
}
