/** `npm run docs`: writes the pages of docs/ that are made from the source. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { root, say } from './run.mjs';

const { module } = await runnerImport(path.join(root, 'build/data-model/data-model.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
});
writeFileSync(path.join(root, module.dataModelFile), module.dataModel());
say(`Wrote ${module.dataModelFile}.`);
