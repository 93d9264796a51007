import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findProgram, ownProgram } from './own-program.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawbridge-program-'));
  await mkdir(join(folder, 'bin'));
});
afterEach(() => rm(folder, { recursive: true }));

const program = async (name: string): Promise<string> => {
  const file = join(folder, 'bin', name);
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
};
const found = (facts: { isDesktop: boolean; script: string }, env: Record<string, string> = {}) =>
  ownProgram({ PATH: `.:${join(folder, 'bin')}`, ...env }, { execPath: '/opt/this', ...facts });

it('is this Node with this script outside of the desktop', async () => {
  expect(await found({ isDesktop: false, script: '/opt/bin/drawbridge.cjs' })).toEqual([
    '/opt/this',
    '/opt/bin/drawbridge.cjs',
  ]);
});

it('is the Node of the path where the desktop runs from plain files', async () => {
  const node = await program('node');
  const script = '/opt/bin/drawbridge.cjs';
  expect(await found({ isDesktop: true, script })).toEqual([node, script]);
});

it('is the Node that has started the desktop, where that is named and there', async () => {
  const node = await program('node');
  const starting = await program('node-24');
  const facts = { isDesktop: true, script: '/opt/bin/drawbridge.cjs' };
  expect(await found({ ...facts }, { DRAWBRIDGE_NODE: starting })).toEqual([starting, facts.script]);
  for (const wrong of [join(folder, 'gone'), 'bin/node', ''])
    expect(await found({ ...facts }, { DRAWBRIDGE_NODE: wrong })).toEqual([node, facts.script]);
});

it('is looked for once: what comes into a folder of PATH later is not run', async () => {
  const facts = {
    execPath: '/opt/this',
    isDesktop: true,
    script: '/opt/resources/app.asar/bin/drawbridge.cjs',
  };
  const look = () => ownProgram({ PATH: join(folder, 'bin') }, facts);
  expect(await look()).toBeNull();
  await program('drawbridge');
  expect(await look()).toBeNull();
});

it('is the installed command where the desktop runs from its archive, and nothing where there is none', async () => {
  await program('node');
  const script = '/opt/resources/app.asar/bin/drawbridge.cjs';
  expect(await found({ isDesktop: true, script })).toBeNull();
  const command = await program('drawbridge');
  expect(await found({ isDesktop: true, script })).toEqual([command]);
});

it('on Windows has an ending, and a PATH of any spelling', async () => {
  await program('drawbridge');
  const file = await program('drawbridge.cmd');
  const env = { Path: join(folder, 'bin') };
  expect(await findProgram('drawbridge', env, 'win32')).toBe(file);
  expect(await findProgram('drawbridge', env, 'linux')).toBeNull();
});
