/** session.defaultSession: permissions as Chromium enforces them, and downloads. */
import type { BrowserContext, Download } from '@playwright/test';
import { checkOptions, Events, isText, strict } from './strict.ts';

type CheckHandler = (
  contents: object | null,
  permission: string,
  origin: string,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string },
) => boolean;

/** By Electron's names, what Playwright calls them. */
const permissions: Readonly<Record<string, string>> = {
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
};

export interface SessionParts {
  readonly inShell: (address: string) => string;
  /** What the user answers in the save dialog: a path, or null to cancel. */
  readonly chooseFile: (suggested: string) => string | null;
}

export class Session {
  readonly #events = new Events('Session', ['will-download']);
  readonly #parts: SessionParts;
  #check: CheckHandler | undefined;
  #hasRequestHandler = false;
  #hasDeviceHandler = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Chromium denies all that is not granted here. */
  async applyPermissions(context: BrowserContext, contents: object, origin: string): Promise<void> {
    const check = this.#check;
    if (check === undefined || !this.#hasRequestHandler || !this.#hasDeviceHandler)
      throw new Error('The shell left permissions to their defaults.');
    const shellOrigin = this.#parts.inShell(`${origin}/`);
    const details = { isMainFrame: true, requestingUrl: shellOrigin };
    const granted = Object.entries(permissions).flatMap(([permission, name]) =>
      check(contents, permission, shellOrigin, details) ? [name] : [],
    );
    await context.grantPermissions(granted, { origin });
  }

  async download(download: Download, contents: object): Promise<void> {
    let title: string | undefined;
    const item = strict('DownloadItem', {
      getURL: () => this.#parts.inShell(download.url()),
      getFilename: () => download.suggestedFilename(),
      setSaveDialogOptions: (options: { readonly title?: string }) => {
        checkOptions('setSaveDialogOptions', options, { title: isText });
        title = options.title;
      },
    });
    const isPrevented = this.#events.ask('will-download', {}, item, contents);
    const file = isPrevented ? null : this.#parts.chooseFile(download.suggestedFilename());
    if (!isPrevented && title === undefined) throw new Error('The save dialog has no title.');
    if (file === null) await download.cancel();
    else await download.saveAs(file);
  }

  get module(): object {
    return strict('session', {
      defaultSession: strict('Session', {
        on: (event: string, listener: (...given: never[]) => void) => this.#events.on(event, listener),
        setPermissionCheckHandler: (handler: CheckHandler) => {
          this.#check = handler;
        },
        setPermissionRequestHandler: (
          handler: (
            contents: object | null,
            permission: string,
            decide: (granted: boolean) => void,
            details: { readonly requestingUrl: string; readonly isMainFrame: boolean },
          ) => void,
        ) => {
          handler(
            null,
            'media',
            (granted) => {
              if (granted) throw new Error('The stand-in grants no camera.');
            },
            { requestingUrl: '', isMainFrame: true },
          );
          this.#hasRequestHandler = true;
        },
        setDevicePermissionHandler: (handler: () => boolean) => {
          if (handler()) throw new Error('The stand-in grants no devices.');
          this.#hasDeviceHandler = true;
        },
      }),
    });
  }
}
