/** Edits the draft of one data source: shows its pages, checks what is typed, saves it. */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useStore } from 'zustand';
import type { AdminNotice, DsnEntry, DsnScope, Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { FailureNote } from '../controls/failure-note.tsx';
import { NoticeNote } from '../controls/notice-note.tsx';
import { asFailure } from '../stores/as-failure.ts';
import { sameDsn, type DsnKey } from '../stores/dsn-store.ts';
import { checkName } from './check-name.ts';
import { ConnectionText } from './connection-text-bar.tsx';
import { saveInput, type Draft } from './draft.ts';
import { pagesWithErrors, type PageName } from './property-pages.ts';
import { afterSaving } from './saved-notices.tsx';
import { SheetFoot } from './sheet-foot.tsx';
import { SheetPages } from './sheet-pages.tsx';

export interface SheetEditorProps {
  readonly scope: DsnScope;
  /** Null while the data source is new. */
  readonly saved: DsnEntry | null;
  readonly draft: Draft;
  /** As the data source is on disk; empty for a new one. */
  readonly savedDraft: Draft;
  readonly firstPage: PageName;
  readonly isDirty: boolean;
  readonly onChange: (draft: Draft) => void;
  readonly notices: readonly AdminNotice[];
  /** Why it could not be loaded anew. */
  readonly failure: Failure | null;
  /** Takes the draft that is on disk now. */
  readonly onSignIn: (saved: DsnEntry, handedOver: Draft) => void;
  readonly onReload: (saved: DsnKey) => Promise<void>;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

export function SheetEditor(props: SheetEditorProps) {
  const { scope, saved, draft, savedDraft, firstPage, isDirty, onChange, notices } = props;
  const { failure: notLoaded, onSignIn, onReload, onCancel, onClose } = props;
  const { engine, dsns, window } = useServices();
  const { properties, dsns: entries } = useStore(dsns);
  const [page, setPage] = useState<PageName>(firstPage);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [refused, setRefused] = useState(0);
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const others = (entries ?? []).filter((entry) => saved === null || !sameDsn(entry, saved));
  const nameError = checkName(draft.name, { scope, others });
  // A name that is still to be typed is no mistake until someone wants to save.
  const shownNameError = draft.name === '' && refused === 0 ? undefined : nameError;
  const [wrongPage] = pagesWithErrors(properties, draft, nameError !== undefined);

  // Once, not with each visit to the first page, which would take the focus away from the tabs.
  useEffect(() => form.current?.querySelector<HTMLElement>('.sheet-page input')?.focus(), []);
  useEffect(() => {
    if (refused > 0) form.current?.querySelector<HTMLElement>('input[data-invalid]')?.focus();
  }, [refused]);

  const check = (): boolean => {
    if (wrongPage === undefined) return true;
    setPage(wrongPage);
    setRefused((times) => times + 1);
    return false;
  };
  const save = async (): Promise<DsnEntry | null> => {
    if (!check()) return null;
    setFailure(null);
    setSaving(true);
    try {
      const answer = await engine.call('dsn.save', saveInput(draft, scope, saved));
      const { entry } = answer;
      await dsns.refresh();
      window.setState(afterSaving(answer, properties));
      return entry;
    } catch (error) {
      setFailure(asFailure(error));
      return null;
    } finally {
      setSaving(false);
    }
  };
  const saveAndClose = async (event: FormEvent) => {
    event.preventDefault();
    if (!saving && (await save()) !== null) onClose();
  };
  const saveAndSignIn = async () => {
    const entry = saved !== null && !isDirty ? saved : await save();
    if (entry !== null) onSignIn(entry, draft);
  };

  return (
    <form ref={form} className="sheet-form" noValidate onSubmit={(event) => void saveAndClose(event)}>
      <SheetPages
        draft={draft}
        onChange={onChange}
        page={page}
        onPage={setPage}
        nameError={shownNameError}
        wrongPages={pagesWithErrors(properties, draft, shownNameError !== undefined)}
        scope={scope}
        saved={saved}
        onReload={onReload}
      >
        {notices.map((notice) => (
          <NoticeNote key={notice.message} tone="warning" message={notice.message} hint={notice.hint} />
        ))}
        {notLoaded !== null && <FailureNote failure={notLoaded} />}
        {failure !== null && <FailureNote failure={failure} />}
      </SheetPages>
      <ConnectionText scope={scope} draft={draft} savedDraft={savedDraft} driver={saved?.driver} />
      <SheetFoot
        draft={draft}
        scope={scope}
        saved={saved}
        check={check}
        saving={saving}
        onSignIn={saveAndSignIn}
        onCancel={onCancel}
      />
    </form>
  );
}
