/** dialog. */
import { checkOptions, isBoolean, isNumber, isText, only, strict } from './strict.ts';
import type { User } from './user.ts';

interface MessageBox {
  readonly message: string;
  readonly detail?: string;
  readonly buttons: readonly string[];
}

export function dialogModule(user: User): object {
  const show = (_window: object, options: MessageBox): number => {
    checkOptions('dialog.showMessageBox', options, {
      type: only('question', 'info'),
      message: isText,
      detail: isText,
      buttons: Array.isArray,
      defaultId: isNumber,
      cancelId: isNumber,
      noLink: isBoolean,
    });
    const { message, detail = '', buttons } = options;
    return user.answer({ kind: 'message', message, detail, buttons });
  };
  return strict('dialog', {
    showErrorBox: (message: string, detail: string) =>
      void user.asked.push({ kind: 'error', message, detail, buttons: [] }),
    showMessageBoxSync: show,
    showMessageBox: (window: object, options: MessageBox) =>
      Promise.resolve().then(() => ({ response: show(window, options), checkboxChecked: false })),
  });
}
