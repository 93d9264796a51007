/** Programs that the benchmark starts, in temporary folders of their own: nothing of the user's is touched. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { root } from '../run.mjs';
import { atEnd } from './undo.mjs';

const drawbridge = path.join(root, 'bin', 'drawbridge.cjs');

/** A temporary folder and an environment whose home, data folder and ODBC files lie in it. */
export function temporaryPlace() {
  const folder = mkdtempSync(path.join(tmpdir(), 'drawbridge-bench-'));
  const remove = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const odbc = path.join(folder, 'odbc');
  mkdirSync(odbc);
  writeFileSync(path.join(odbc, 'odbcinst.ini'), '');
  const env = {
    ...process.env,
    HOME: folder,
    DRAWBRIDGE_DATA_DIR: path.join(folder, 'data'),
    ODBCSYSINI: odbc,
    ODBCINI: path.join(folder, 'odbc.ini'),
  };
  delete env.DRAWBRIDGE_RUN_DIR;
  return { folder, env, remove };
}

/** Starts a Node program; resolves at its first line of output, with that line and the milliseconds until it. */
export async function startNode(args, env) {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = atEnd(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([first]) => first),
    ended.then(([status]) => Promise.reject(new Error(`${args.join(' ')} ended with ${status}`))),
  ]);
  return {
    line,
    milliseconds: performance.now() - started,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      kill();
    },
  };
}

/** Starts `drawbridge …`; `ready` is the object of its ready line. */
export async function startProgram(args, env) {
  const program = await startNode([drawbridge, ...args], env);
  return { ...program, ready: JSON.parse(program.line) };
}

/** Runs `drawbridge …` to its end; `input` goes to its standard input. */
export async function runProgram(args, env, input = '') {
  const child = spawn(process.execPath, [drawbridge, ...args], { env, stdio: ['pipe', 'ignore', 'pipe'] });
  child.stdin.end(input);
  const [complaint, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (status !== 0) throw new Error(`drawbridge ${args[0]} ended with ${status}: ${complaint}`);
}

/** MiB of a process: what it has resident now, and the most it ever had. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mebibytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { resident: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
}

/** Seconds of CPU that a process has used. The kernel counts in hundredths. */
export function cpuOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
