/** What the latest write of a connection has written, for `sys_identity`. Procedures have no rows and don't count. */
import type { WrittenFact } from '../catalog/system/facts.ts';
import type { WrittenPart } from './write.ts';

export class LatestWrite {
  #batch = 0;
  #write: WrittenFact | null = null;

  /** null: nothing was written. */
  get write(): WrittenFact | null {
    return this.#write;
  }

  add({ of }: WrittenPart): void {
    if (of === undefined) return;
    this.#batch += 1;
    this.#write = { ...of, batch: this.#batch };
  }
}
