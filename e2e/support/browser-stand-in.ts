/** A desktop whose browser writes down what it is asked to open; the test is the person in front of it. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workplace } from './workplace.ts';

export class BrowserStandIn {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** The stand-in, and what a program is started with that shall see it. */
  static async put(place: Workplace): Promise<{ browser: BrowserStandIn; before: readonly string[] }> {
    const folder = path.join(place.folder, 'desktop');
    await mkdir(folder);
    const program = path.join(folder, 'xdg-open');
    await writeFile(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$1" >> '${folder}/opened'\nexit "$(cat '${folder}/status' 2>/dev/null || echo 0)"\n`,
    );
    await chmod(program, 0o755);
    const before = ['/usr/bin/env', 'DISPLAY=:7', `PATH=${folder}:${place.env['PATH'] ?? ''}`];
    return { browser: new BrowserStandIn(folder), before };
  }

  /** With 3 xdg-open says that it has found no browser. */
  async endsWith(status: number): Promise<void> {
    await writeFile(path.join(this.#folder, 'status'), `${status}\n`);
  }

  /** The addresses that it was asked to open, the oldest first. */
  async opened(): Promise<readonly string[]> {
    const text = await readFile(path.join(this.#folder, 'opened'), 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  }

  async forget(): Promise<void> {
    await writeFile(path.join(this.#folder, 'opened'), '');
    await this.endsWith(0);
  }
}

/** What a person does on the page of consent: reads it, presses a button, is sent back. Returns where to. */
export async function decide(address: string, button: 'accept' | 'deny'): Promise<string> {
  const page = await (await fetch(address)).text();
  if (!page.includes(`<button type="submit" name="consent" value="${button}">`)) throw new Error(page);
  const reply = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ consent: button }),
  });
  if (reply.status !== 302) throw new Error(`The page answered with ${reply.status}.`);
  return reply.headers.get('location') ?? '';
}
