/**
 * Between main and one page: runs the built preload script in an isolated world of the page, and carries IPC messages
 * and ports. Everything goes through one CDP session, so that order is kept.
 */
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { pageWorld, preloadWorld } from './page-worlds.ts';
import { MovedPorts, type PortMessage } from './ports.ts';
import { asMessage } from './strict.ts';

const world = 'preload';
const binding = 'toMain';

export interface SenderFrame {
  /** As Chromium has it. */
  readonly url: string;
  readonly parent: object | null;
}

type FromPage =
  | PortMessage
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    };

export interface PageBridgeParts {
  readonly page: Page;
  readonly preload: string;
  readonly send: (frame: SenderFrame, channel: string, args: readonly unknown[]) => void;
  readonly invoke: (frame: SenderFrame, channel: string, args: readonly unknown[]) => Promise<unknown>;
}

export class PageBridge {
  readonly #parts: PageBridgeParts;
  readonly #frames = new Map<string, SenderFrame>();
  readonly #contexts = new Map<number, string>();
  #ports: MovedPorts;
  #session: CDPSession | undefined;
  #context: number | undefined;

  constructor(parts: PageBridgeParts) {
    this.#parts = parts;
    this.#ports = this.#noPorts();
  }

  /** To be called before the page loads anything. */
  async install(): Promise<void> {
    const { page, preload } = this.#parts;
    const session = await page.context().newCDPSession(page);
    this.#session = session;
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#frames.set(frame.id, { url: frame.url, parent: frame.parentId === undefined ? null : {} });
    });
    session.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      if (name !== world) return;
      const frameId = String((auxData as { frameId?: string } | undefined)?.frameId);
      this.#contexts.set(id, frameId);
      if (this.#frames.get(frameId)?.parent !== null) return;
      this.#context = id;
      this.#ports.closeAll();
      this.#ports = this.#noPorts();
    });
    session.on('Runtime.bindingCalled', ({ payload, executionContextId }) =>
      this.#receive(JSON.parse(payload) as FromPage, executionContextId),
    );
    await session.send('Page.enable');
    await session.send('Runtime.enable');
    const { frameTree } = await session.send('Page.getFrameTree');
    this.#frames.set(frameTree.frame.id, { url: frameTree.frame.url, parent: null });
    await session.send('Runtime.addBinding', { name: binding, executionContextName: world });
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${pageWorld.toString()})()` });
    const source = `(${preloadWorld.toString()})(${JSON.stringify(binding)}, function (require, module, exports) {
${readFileSync(preload, 'utf8')}
})`;
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: world });
  }

  postMessage(channel: string, data: unknown, transfer: readonly object[] = []): void {
    this.#send({ kind: 'ipc', channel, data: asMessage(data), ports: this.#ports.move(transfer) });
  }

  gone(): void {
    this.#ports.closeAll();
    this.#context = undefined;
  }

  #noPorts(): MovedPorts {
    return new MovedPorts((message) => this.#send(message));
  }

  #send(message: object): void {
    if (this.#context === undefined) return;
    const expression = `fromMain(${JSON.stringify(message)})`;
    this.#session?.send('Runtime.evaluate', { expression, contextId: this.#context }).catch(() => undefined);
  }

  #receive(message: FromPage, context: number): void {
    if (message.kind === 'port' || message.kind === 'port-closed') {
      if (context === this.#context) this.#ports.receive(message);
      return;
    }
    const frame = this.#frames.get(this.#contexts.get(context) ?? '') ?? { url: '', parent: {} };
    if (message.kind === 'send') this.#parts.send(frame, message.channel, message.args);
    else
      this.#parts.invoke(frame, message.channel, message.args).then(
        (data) => this.#send({ kind: 'reply', id: message.id, data: asMessage(data) }),
        (error: unknown) =>
          this.#send({
            kind: 'reply',
            id: message.id,
            error: `Error invoking remote method '${message.channel}': ${String(error)}`,
          }),
      );
  }
}
