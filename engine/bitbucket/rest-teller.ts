/** Tells that calls wait because Bitbucket asked for it, so that nobody takes the silence for a fault. */
export interface Rest {
  /** Milliseconds since 1970. */
  readonly until: number;
  /** The statement whose call waits; null: no call starts before. */
  readonly statementId: string | null;
}

export class RestTeller {
  readonly #listeners = new Set<(rest: Rest) => void>();
  #ofAll: Rest | null = null;

  tell(rest: Rest): void {
    if (rest.statementId === null) this.#ofAll = rest;
    for (const listener of this.#listeners) listener(rest);
  }

  /** Hears at once of a rest of all calls that lasts beyond `now`. Returns the function that ends it. */
  listen(listener: (rest: Rest) => void, now: number): () => void {
    this.#listeners.add(listener);
    if (this.#ofAll !== null && this.#ofAll.until > now) listener(this.#ofAll);
    return () => this.#listeners.delete(listener);
  }
}
