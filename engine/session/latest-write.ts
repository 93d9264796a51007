/** What the latest write of a connection has written, for `sys_identity` and SCOPE_IDENTITY(). Procedures have no rows and don't count. */
import type { WrittenFact } from '../catalog/system/facts.ts';
import type { WrittenPart } from './write.ts';

export class LatestWrite {
  #batch = 0;
  #write: WrittenFact | null = null;
  #identity: string | null = null;

  /** null: nothing was written. */
  get write(): WrittenFact | null {
    return this.#write;
  }

  /** The key of the row that was inserted last, as text; null: none was. */
  get identity(): string | null {
    return this.#identity;
  }

  add({ of, identity }: WrittenPart): void {
    if (identity !== undefined) this.#identity = identity;
    if (of === undefined) return;
    this.#batch += 1;
    this.#write = { ...of, batch: this.#batch };
  }
}
