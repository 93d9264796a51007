/**
 * The bundled program as V8 has compiled it before: reading and compiling it anew took half of the time in which a command
 * starts. V8 itself refuses code that another version of it has made, and then compiles as ever.
 */
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

/** Beside the program. V8 tells programs apart by their length alone, so the build makes both or neither. */
const compiledBeside = (file) => `${file}.compiled`;

function readCompiled(file) {
  try {
    return readFileSync(compiledBeside(file));
  } catch {
    return undefined;
  }
}

/** @returns what the CommonJS module `file` exports, and the script it is made of. */
function loadProgram(file) {
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`,
    { filename: file, cachedData: readCompiled(file) },
  );
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  return { exports: module.exports, script };
}

module.exports = { compiledBeside, loadProgram };
