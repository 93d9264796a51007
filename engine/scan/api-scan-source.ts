/**
 * Tables of the model, read from Bitbucket.
 *
 *   new ApiScanSource({ client, options, schemas, findTable })
 *   source.scan(request, context): AsyncIterable<RowBatch | CountResult>
 *   source.explain(request): ScanExplanation
 *
 * A scan ends with all rows or with an error: 3F000 unknown schema, and those of the client.
 */
import type { BitbucketClient } from '../bitbucket/client.ts';
import type { TableDef } from '../catalog/table.ts';
import type {
  CountResult,
  RowBatch,
  ScanContext,
  ScanExplanation,
  ScanRequest,
  ScanSource,
} from '../plan/scan-request.ts';
import { ApiScan } from './api-scan.ts';
import { explainScan } from './explain-scan.ts';
import { ScanMemory } from './scan-memory.ts';
import type { ScanOptions } from './scan-options.ts';
import type { SchemaResolver } from './schema-place.ts';
import { stoppable } from './stoppable.ts';

export interface ApiScanParts {
  readonly client: BitbucketClient;
  readonly options: ScanOptions;
  readonly schemas: SchemaResolver;
  readonly findTable: (name: string) => TableDef | undefined;
  /** Set where it is known already that a call for each parent fits into the budget. */
  readonly isAffordable?: true;
}

export class ApiScanSource implements ScanSource {
  readonly #parts: ApiScanParts;
  readonly #memory: ScanMemory;

  constructor(parts: ApiScanParts) {
    this.#parts = parts;
    this.#memory = memoryOf(parts.client);
  }

  scan(request: ScanRequest, context: ScanContext): AsyncIterable<RowBatch | CountResult> {
    return stoppable(context.signal, (signal) =>
      new ApiScan(this.#parts, this.#memory, context, signal).run(request),
    );
  }

  explain(request: ScanRequest): ScanExplanation {
    return explainScan(request, this.#parts, this.#memory);
  }
}

/** Connections that share a client share what its scans have learnt. */
const memories = new WeakMap<BitbucketClient, ScanMemory>();

function memoryOf(client: BitbucketClient): ScanMemory {
  const known = memories.get(client);
  if (known !== undefined) return known;
  const fresh = new ScanMemory(client);
  memories.set(client, fresh);
  return fresh;
}
