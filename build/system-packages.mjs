/** The Debian packages that the tests use, each with what shows that it is there. */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { spawnSync } from 'node:child_process';
import { find, run, say } from './run.mjs';
import { provideWindowsRuntime } from './windows-runtime.mjs';

/** Clang's own library of libFuzzer. */
function hasFuzzer() {
  const compiler = find('clang++');
  if (compiler === null) return false;
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const args = [`-print-file-name=libclang_rt.fuzzer-${machine}.a`];
  const { stdout } = spawnSync(compiler, args, { encoding: 'utf8' });
  return existsSync((stdout ?? '').trim());
}

const header = (file) => () =>
  existsSync(`/usr/include/${file}`) || existsSync(`/usr/include/postgresql/${file}`);
const program = (name) => () => find(name) !== null;
const pythonModule = (name) => () =>
  existsSync('/usr/bin/python3') && spawnSync('/usr/bin/python3', ['-c', `import ${name}`]).status === 0;
const answers = (file, args) => () => spawnSync(file, args).status === 0;

const packages = [
  { name: 'g++', present: program('g++') },
  { name: 'make', present: program('make') },
  { name: 'cmake', present: program('cmake') },
  { name: 'unixodbc', present: program('isql') },
  { name: 'odbcinst', present: program('odbcinst') },
  { name: 'unixodbc-dev', present: header('sqlext.h') },
  { name: 'python3-pyodbc', present: pythonModule('pyodbc') },
  { name: 'python3-psycopg2', present: pythonModule('psycopg2') },
  { name: 'python3-psycopg', present: pythonModule('psycopg') },
  { name: 'python3-asyncpg', present: pythonModule('asyncpg') },
  { name: 'python3-sqlalchemy', present: pythonModule('sqlalchemy') },
  { name: 'libdbd-odbc-perl', present: answers('/usr/bin/perl', ['-MDBD::ODBC', '-e', '1']) },
  { name: 'php-cli', present: program('php') },
  { name: 'php-odbc', present: answers('php', ['-r', "exit(extension_loaded('PDO_ODBC') ? 0 : 1);"]) },
  { name: 'r-base-core', present: program('Rscript') },
  { name: 'r-cran-rodbc', present: () => existsSync('/usr/lib/R/site-library/RODBC') },
  {
    name: 'libreoffice-base',
    present: () => existsSync('/usr/share/doc/libreoffice-base'),
  },
  { name: 'python3-uno', present: pythonModule('uno') },
  { name: 'postgresql-client', present: program('psql') },
  { name: 'libpq-dev', present: header('libpq-fe.h') },
  // The fuzz targets of the driver.
  { name: 'clang', present: program('clang++') },
  { name: 'libclang-rt-14-dev', present: hasFuzzer },
  // The driver for Windows, and what runs it here.
  { name: 'g++-mingw-w64-x86-64-posix', present: program('x86_64-w64-mingw32-g++-posix') },
  { name: 'wine64', present: () => existsSync('/usr/lib/wine/wine64') },
  { name: 'wine', present: () => find('wine') !== null || find('wine-stable') !== null },
  {
    name: 'odbc-postgresql',
    present: () => existsSync('/usr/share/psqlodbc') || existsSync('/usr/share/doc/odbc-postgresql'),
  },
  { name: 'default-jdk-headless', present: program('javac') },
  { name: 'libpostgresql-jdbc-java', present: () => existsSync('/usr/share/java/postgresql.jar') },
  { name: 'chromium', present: program('chromium') },
  { name: 'fonts-dejavu-core', present: () => existsSync('/usr/share/fonts/truetype/dejavu') },
];

const benchPackages = [{ name: 'postgresql', present: () => existsSync('/usr/lib/postgresql') }];

const missing = (list) => list.filter(({ present }) => !present()).map(({ name }) => name);

/** Installs what is missing where that is possible; resolves to what is missing in the end. */
export async function provideSystemPackages({ bench = false } = {}) {
  const missingHere = await provideDebianPackages(bench);
  if (!bench) await provideWindowsRuntime();
  return missingHere;
}

async function provideDebianPackages(bench) {
  const list = bench ? [...packages, ...benchPackages] : packages;
  const wanted = missing(list);
  if (wanted.length === 0 || find('apt-get') === null) return wanted;
  const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...wanted];
  const line = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`;
  const root = process.getuid?.() === 0;
  if (!root && !(process.stdin.isTTY && (await agreed(`sudo ${line}`)))) {
    say(`For all tests to run, install what is missing:\n  sudo ${line}`);
    return wanted;
  }
  if (root) say(`Installing what the tests need: ${wanted.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['inherit', 'ignore', 'inherit'] };
  const apt = (args) => (root ? run('apt-get', args, quiet) : run('sudo', ['apt-get', ...args], quiet));
  await apt(['-o', 'DPkg::Lock::Timeout=300', 'update']);
  await apt(install);
  return missing(list);
}

async function agreed(command) {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(`Some tests need more packages. Run "${command}"? [y/N] `);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}
