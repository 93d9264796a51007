import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, procedures, type Settings, type SettingsChange } from '../contract.ts';
import type { CallContext } from '../dispatcher.ts';
import { settingsHandlers } from './settings.ts';

const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};

let folder: string;
let file: string;
let told: Settings[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-settings-'));
  file = path.join(folder, 'data', 'settings.json');
  told = [];
});
afterEach(() => rm(folder, { recursive: true }));

const handlers = () => settingsHandlers({ file, changed: (settings) => void told.push(settings) });
const get = (): Promise<Settings> => handlers()['settings.get']({}, context);
const set = (change: SettingsChange): Promise<Settings> => handlers()['settings.set'](change, context);

describe('the settings', () => {
  it('have defaults before there is a file, which reading does not make', async () => {
    expect(await get()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keep what was set for the next start, in a file of the user alone, and tell of it', async () => {
    await set({ appearance: 'dark' });
    await set({ recentFolders: ['/home/erika'] });
    const expected = { ...defaultSettings, appearance: 'dark', recentFolders: ['/home/erika'] };
    expect(await get()).toEqual(expected);
    expect(told.at(-1)).toEqual(expected);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.each(['{"appearance":', '[]', '"dark"', 'null', '\u0000\u0001'])(
    'set a file aside that holds %j',
    async (text) => {
      await set({ appearance: 'dark' });
      await writeFile(file, text);
      expect(await get()).toEqual(defaultSettings);
      expect(await readFile(`${file}.broken`, 'utf8')).toBe(text);
      await set({ appearance: 'light' });
      expect((await get()).appearance).toBe('light');
    },
  );

  it('fall back in the part alone that is wrong, and keep what a newer version has written', async () => {
    await set({ appearance: 'dark' });
    await writeFile(file, '{"appearance":"dark","previewLimit":-1,"closeToTray":false,"later":{"a":1}}');
    expect(await get()).toEqual({ ...defaultSettings, appearance: 'dark', closeToTray: false });
    await set({ previewLimit: 50 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      appearance: 'dark',
      previewLimit: 50,
      closeToTray: false,
      later: { a: 1 },
    });
  });

  it('refuse a change that is wrong', () => {
    const { input } = procedures['settings.set'];
    expect(input.safeParse({ appearance: 'sepia' }).success).toBe(false);
    expect(input.safeParse({ nothingSuch: 1 }).success).toBe(false);
    expect(input.safeParse({}).success).toBe(true);
  });
});
