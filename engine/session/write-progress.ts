import type { ScanProgress } from '../plan/scan-request.ts';
import type { ExecuteOptions } from './session.ts';

export interface WriteProgress {
  readonly scanned: (progress: ScanProgress) => void;
  readonly called: (attempt: { readonly bytes: number }) => void;
}

/** What reading the rows came to, and then the calls that write. */
export function writeProgress(options: ExecuteOptions): WriteProgress {
  let latest: ScanProgress = { calls: 0, rows: 0, bytes: 0 };
  const tell = (progress: ScanProgress): void => {
    latest = progress;
    options.onProgress?.(progress);
  };
  return {
    scanned: tell,
    called: ({ bytes }) => tell({ ...latest, calls: latest.calls + 1, bytes: latest.bytes + bytes }),
  };
}
