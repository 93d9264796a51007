/** Every table of the model: system tables from the engine, all others from Bitbucket, one repository's or all. */
import { baseOf } from '../catalog/roll-up.ts';
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
  readonly #rollUp: ScanSource;

  constructor(system: ScanSource, api: ScanSource, rollUp: ScanSource) {
    this.#system = system;
    this.#api = api;
    this.#rollUp = rollUp;
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
    if (target.table.scope === 'system') return this.#system;
    return baseOf(target.table) === undefined ? this.#api : this.#rollUp;
  }
}
