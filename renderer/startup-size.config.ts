/** A build plugin that adds up what the browser loads before the first view, prints it and enforces a limit. */
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

export interface StartupSizeOptions {
  /** The most that the start-up files may weigh together, gzipped, in units of 1000 bytes. */
  readonly limitKilobytes: number;
}

export function startupSize({ limitKilobytes }: StartupSizeOptions): Plugin {
  return {
    name: 'startup-size',
    apply: 'build',
    generateBundle(_options, bundle) {
      let bytes = 0;
      for (const file of startupFiles(bundle)) {
        const output = bundle[file];
        if (output === undefined) continue;
        bytes += gzipSync(output.type === 'chunk' ? output.code : output.source).length;
      }
      const kilobytes = bytes / 1000;
      const sentence = `start-up bundle: ${kilobytes.toFixed(1)} kB gzip (limit ${limitKilobytes})`;
      if (kilobytes > limitKilobytes) this.error(sentence);
      this.info(sentence);
    },
  };
}

/** The entry, everything it imports statically, and the style sheets of all of these. */
function startupFiles(bundle: Rolldown.OutputBundle): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = Object.values(bundle).flatMap((output) =>
    output.type === 'chunk' && output.isEntry ? [output.fileName] : [],
  );
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const output = bundle[file];
    if (output?.type !== 'chunk') continue;
    waiting.push(...output.imports);
    for (const style of output.viteMetadata?.importedCss ?? []) found.add(style);
  }
  return found;
}
