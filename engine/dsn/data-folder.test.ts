import { expect, it } from 'vitest';
import { foldersOf, serviceRunFolder } from './data-folder.ts';

it('puts everything into a data folder that is named', () => {
  const folders = { data: '/d', run: '/d/run', vault: '/d/vault', vaultKey: '/d/keys/vault.key' };
  expect(foldersOf({ DRAWBRIDGE_DATA_DIR: '/d', XDG_RUNTIME_DIR: '/r', HOME: '/h' })).toEqual(folders);
  expect(foldersOf({ DRAWBRIDGE_DATA_DIR: '/other', HOME: '/h' }, '/d')).toEqual(folders);
});

it('makes a relative data folder absolute', () => {
  expect(foldersOf({}, 'd').data).toBe(`${process.cwd()}/d`);
});

it('follows the XDG folders', () => {
  expect(
    foldersOf({ HOME: '/h', XDG_DATA_HOME: '/x', XDG_RUNTIME_DIR: '/r', XDG_CONFIG_HOME: '/c' }),
  ).toEqual({
    data: '/x/drawbridge',
    run: '/r/drawbridge',
    vault: '/x/drawbridge/vault',
    vaultKey: '/c/drawbridge/vault.key',
  });
});

it('falls back to the home folder', () => {
  expect(foldersOf({ HOME: '/h' })).toEqual({
    data: '/h/.local/share/drawbridge',
    run: '/h/.local/share/drawbridge/run',
    vault: '/h/.local/share/drawbridge/vault',
    vaultKey: '/h/.config/drawbridge/vault.key',
  });
});

it('uses the folders of the profile on Windows, as the driver does', () => {
  const env = {
    LOCALAPPDATA: 'C:\\Users\\erika\\AppData\\Local',
    APPDATA: 'C:\\Users\\erika\\AppData\\Roaming',
    ProgramData: 'D:\\Shared',
  };
  expect(foldersOf(env, undefined, 'win32')).toEqual({
    data: 'C:\\Users\\erika\\AppData\\Local\\Drawbridge',
    run: 'C:\\Users\\erika\\AppData\\Local\\Drawbridge\\run',
    vault: 'C:\\Users\\erika\\AppData\\Local\\Drawbridge\\vault',
    vaultKey: 'C:\\Users\\erika\\AppData\\Roaming\\Drawbridge\\vault.key',
  });
  const { LOCALAPPDATA: _local, ...without } = env;
  expect(foldersOf({ ...without, USERPROFILE: 'C:\\Users\\erika' }, undefined, 'win32').run).toBe(
    'C:\\Users\\erika\\AppData\\Local\\Drawbridge\\run',
  );
  expect(serviceRunFolder(env, 'win32')).toBe('D:\\Shared\\Drawbridge\\run');
  expect(serviceRunFolder(env, 'linux')).toBe('/run/drawbridge');
});
