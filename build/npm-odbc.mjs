/**
 * The npm package `odbc` for the test that uses it, built from its source: its own installation would fetch a program that
 * somebody else has built, so that it is no dependency.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { provideNpmPackage } from './npm-package.mjs';
import { find, root, run, say } from './run.mjs';

const folder = path.join(root, 'dist', 'npm-odbc');
const modules = path.join(folder, 'node_modules');
const binary = path.join(modules, 'odbc', 'lib', 'bindings', 'napi-v8', 'odbc.node');

const wanted = [
  {
    name: 'odbc',
    version: '2.6.0',
    integrity:
      'sha512-iO+zUfQJNFQjqyH8/PaaJlxOWjDB4FWHVBsCFilwi5Vst24b9D+2/0kofVMN+KBQpzZSu3EsEGQriR6lp+azFw==',
  },
  {
    name: 'node-addon-api',
    version: '3.2.1',
    integrity:
      'sha512-mmcei9JghVNDYydghQmeDX8KoAm0FAiYyIcUt/N4nhyAipB17pllZQDOJD2fotxABnt4Mdz+dKTO7eftLg4d0A==',
  },
  {
    name: 'async',
    version: '3.2.6',
    integrity:
      'sha512-htCUDlxyyCLMgaM3xXg0C0LW2xqfuQ6p05pCEIsXuyQ+a1koYKTuBMzRNwmybfLgvJDMd0r1LTn4+E0Ti6C2AA==',
  },
];

/** Node brings the headers of its native modules along, its own packages beside the program, Debian's in /usr/include. */
function nodeHeaders() {
  const places = [path.join(path.dirname(process.execPath), '..', 'include', 'node'), '/usr/include/node'];
  return places.find((place) => ['node_api.h', 'uv.h'].every((file) => existsSync(path.join(place, file))));
}

/** Resolves to an exit status; 0, too, where it cannot be had, so that its test is skipped. */
export async function buildNpmOdbc() {
  const headers = nodeHeaders();
  if (headers === undefined || find('g++') === null) {
    say('npm odbc needs g++ and the headers of Node; its test is left out.');
    return 0;
  }
  for (const entry of wanted)
    if (!(await provideNpmPackage(entry, folder))) {
      say(`${entry.name} could not be had; the test of npm odbc is left out.`);
      return 0;
    }
  findsItself();
  mkdirSync(path.dirname(binary), { recursive: true });
  const source = path.join(modules, 'odbc', 'src');
  const files = readdirSync(source).filter((name) => name.endsWith('.cpp'));
  const defines = ['-DNAPI_VERSION=8', '-DNAPI_DISABLE_CPP_EXCEPTIONS'];
  const includes = ['-I', headers, '-I', path.join(modules, 'node-addon-api')];
  const sources = files.map((name) => path.join(source, name));
  return run('g++', ['-shared', '-fPIC', '-w', ...defines, ...includes, ...sources, '-lodbc', '-o', binary]);
}

/** The package asks its installer where it lies. */
function findsItself() {
  const installer = path.join(modules, '@mapbox', 'node-pre-gyp');
  mkdirSync(installer, { recursive: true });
  writeFileSync(path.join(installer, 'index.js'), `exports.find = () => ${JSON.stringify(binary)};\n`);
}
