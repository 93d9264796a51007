/** Keeps dist/engine/cli.cjs as this Node has compiled it, once the usage was asked for: what starts every command. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compiledBeside, loadProgram } from '../bin/compiled-program.cjs';
import { root } from './run.mjs';

const file = path.join(root, 'dist', 'engine', 'cli.cjs');
const { exports, script } = loadProgram(file);
const status = await exports.main(['dsn', '--help']);
if (status === 0) writeFileSync(compiledBeside(file), script.createCachedData());
process.exitCode = status;
