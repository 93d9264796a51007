/** The pages of the property sheet: one tab a category of the catalogue, name and description on the first. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import { TextRow } from '../controls/text-row.tsx';
import { messages } from '../messages.ts';
import type { DsnKey } from '../stores/dsn-store.ts';
import type { Draft } from './draft.ts';
import { PropertyField } from './property-field.tsx';
import { matters, pagesOf, type PageName } from './property-pages.ts';
import { SignInState } from './sign-in-state.tsx';

const text = messages.sheet;

export interface SheetPagesProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly page: PageName;
  readonly onPage: (page: PageName) => void;
  readonly nameError: string | undefined;
  readonly wrongPages: readonly PageName[];
  readonly saved: DsnKey | null;
  /** Notes that stand above every page. */
  readonly children: ReactNode;
}

export function SheetPages(props: SheetPagesProps) {
  const { draft, onChange, page, onPage, nameError, wrongPages, saved, children } = props;
  const { dsns } = useServices();
  const properties = useStore(dsns, (state) => state.properties);
  return (
    <Tabs
      className="sheet"
      orientation="vertical"
      selectedKey={page}
      onSelectionChange={(key) => onPage(key as PageName)}
    >
      <TabList aria-label={text.pages} className="sheet-tabs">
        {pagesOf(properties).map(({ category }) => (
          <Tab id={category} key={category}>
            {text.pageNames[category]}
            {wrongPages.includes(category) && (
              <span className="sheet-tab-wrong" role="img" aria-label={text.pageHasErrors} />
            )}
          </Tab>
        ))}
      </TabList>
      {pagesOf(properties).map(({ category, properties: members }) => (
        <TabPanel id={category} key={category} className="sheet-page">
          {children}
          {text.pageIntros[category] !== '' && <p className="sheet-intro">{text.pageIntros[category]}</p>}
          {category === 'Basic' && (
            <NameAndDescription
              draft={draft}
              onChange={onChange}
              nameError={nameError}
              isFile={saved?.scope === 'file'}
            />
          )}
          {members
            .filter((property) => matters(property, draft, properties))
            .map((property) => (
              <PropertyField key={property.name} property={property} draft={draft} onChange={onChange} />
            ))}
          {category === 'Authentication' && <SignInState draft={draft} saved={saved} onChange={onChange} />}
        </TabPanel>
      ))}
    </Tabs>
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
