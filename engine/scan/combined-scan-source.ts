/** Every table of the model: system tables from the engine, all others from Bitbucket. */
import type {
  CountResult,
  RowBatch,
  ScanContext,
  ScanExplanation,
  ScanRequest,
  ScanSource,
} from '../plan/scan-request.ts';

export class CombinedScanSource implements ScanSource {
  readonly #system: ScanSource;
  readonly #api: ScanSource;

  constructor(system: ScanSource, api: ScanSource) {
    this.#system = system;
    this.#api = api;
  }

  scan(request: ScanRequest, context: ScanContext): AsyncIterable<RowBatch | CountResult> {
    // The engine's own tables cost calls only where the list of schemas is not kept.
    if (request.target.table.scope !== 'system') context.beforeCalls?.();
    return this.#sourceOf(request).scan(request, context);
  }

  explain(request: ScanRequest): ScanExplanation {
    return this.#sourceOf(request).explain(request);
  }

  #sourceOf({ target }: ScanRequest): ScanSource {
    return target.table.scope === 'system' ? this.#system : this.#api;
  }
}
