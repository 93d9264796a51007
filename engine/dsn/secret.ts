/** A secret text that does not slip into logs: printed or serialised it is a placeholder. */
import { inspect } from 'node:util';

const placeholder = '(secret)';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself; call it where it is sent, not before. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return placeholder;
  }

  toJSON(): string {
    return placeholder;
  }

  [inspect.custom](): string {
    return placeholder;
  }
}
