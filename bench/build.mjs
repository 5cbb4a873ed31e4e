// Builds the peers' pages for publishing: `node build.mjs <work>` puts them into <work>/peers.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import solid from 'vite-plugin-solid';

const work = process.argv[2];
for (const peer of ['vanilla', 'solid', 'react', 'rjsf', 'jsonforms', 'surveyjs']) {
  await build({
    root: fileURLToPath(new URL(`peers/${peer}`, import.meta.url)),
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: peer === 'solid' ? [solid()] : [],
    build: {
      outDir: join(work, 'peers', peer),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 5_000,
    },
  });
}
