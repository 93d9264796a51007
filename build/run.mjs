/** Running other programs from the build scripts. Plain JavaScript: these scripts run before anything is installed. */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The path of a program, or null. */
export function find(program) {
  const result = spawnSync('sh', ['-c', `command -v "${program}"`], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** Runs a program with our own input and output; resolves to its exit status. `started` is handed the process. */
export function run(program, args, options = {}, started = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    started(child);
    const stopForwarding = forwardSignals(child);
    child.on('close', stopForwarding);
    child.on('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(127);
    });
    child.on('close', (status, signal) => resolve(signal === null ? (status ?? 1) : 1));
  });
}

/**
 * Whoever ends this process means the program that it runs, which may want to end in good order. Ctrl+C in a terminal
 * reaches both by itself.
 */
function forwardSignals(child) {
  const forward = (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}

/** Runs a program without a terminal; resolves to its exit status and all that it has printed. */
export async function runCaptured(program, args, options = {}) {
  const printed = [];
  const status = await run(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }, (child) => {
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
  });
  return { status, output: Buffer.concat(printed).toString('utf8') };
}

/** Runs a Node program of an installed package by its file, which is faster than npx and works offline. */
export function runNode(file, args, options = {}) {
  return run(process.execPath, [path.join(root, file), ...args], options);
}

export function say(text) {
  process.stderr.write(`${text}\n`);
}
