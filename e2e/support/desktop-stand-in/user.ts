/** Who sits in front of the desktop: what the shell asked, and what the test lets the user answer. */
import path from 'node:path';

export interface AskedBox {
  readonly kind: 'error' | 'message';
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

export class User {
  /** Everything the shell has put before the user, in order. */
  readonly asked: AskedBox[] = [];
  readonly #answers: string[] = [];
  readonly #folder: string;
  #cancelsSaving = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The label of the button that the user presses in the next message box. */
  willPress(button: string): void {
    this.#answers.push(button);
  }

  willCancelSaving(): void {
    this.#cancelsSaving = true;
  }

  /** The path that the user chooses to save to: a folder of the test's place. */
  chooseFile(suggested: string): string | null {
    if (!this.#cancelsSaving) return path.join(this.#folder, 'downloads', suggested);
    this.#cancelsSaving = false;
    return null;
  }

  /** Returns the index of the button. A box that the test did not foresee is a fault of test or shell. */
  answer(box: AskedBox): number {
    this.asked.push(box);
    const button = this.#answers.shift();
    const index = box.buttons.indexOf(button ?? '');
    if (index === -1)
      throw new Error(`Nobody answers "${box.message}" (${box.buttons.join(' | ')}) with ${button}.`);
    return index;
  }
}
