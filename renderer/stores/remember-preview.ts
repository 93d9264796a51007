/**
 * Keeps which data source and row limit were used last, from one start of the window to the next. They are kept when a
 * statement runs, not while somebody types; what the window itself still has goes before what was kept.
 */
import type { PreviewStore } from '../preview/preview-store.ts';
import { withoutSecrets } from '../preview/dsn-choices.ts';
import { activeTab } from '../preview/result-tabs.ts';
import type { SettingsStore } from './settings-store.ts';

export function rememberPreview(preview: PreviewStore, settings: SettingsStore): void {
  const begun = preview.getState();
  const endFirst = settings.subscribe(({ settings: kept }) => {
    if (kept === null) return;
    endFirst();
    const { dsn, limit } = preview.getState();
    if (begun.dsn !== null || dsn !== null || limit !== begun.limit) return;
    if (kept.previewDataSource !== null) preview.chooseDsn(kept.previewDataSource);
    preview.setLimit(String(kept.previewLimit));
  });
  preview.subscribe((state, before) => {
    const run = activeTab(state)?.run;
    if (run?.phase !== 'running' || activeTab(before)?.run.startedAt === run.startedAt) return;
    const dsn = withoutSecrets(state.dsn);
    const kept = settings.getState().settings;
    if (kept === null || (kept.previewDataSource === dsn && kept.previewLimit === run.limit)) return;
    void settings.change({ previewDataSource: dsn, previewLimit: run.limit });
  });
}
