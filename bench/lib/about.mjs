// Where and when something was measured, with which versions.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** The version of an npm package in the lock file. @param {string} name */
export const version = (name) => lock.packages[`node_modules/${name}`]?.version ?? '?';

/** @param {string} program @param {string[]} words */
function said(program, words) {
  try {
    return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '?';
  }
}

/** The commit that is measured; says so where files differ from it. */
export function commit() {
  const changed = said('git', ['status', '--porcelain', '--', '../src', '../style', '../worksheets', '../xtask', '../Cargo.lock']);
  return said('git', ['rev-parse', '--short', 'HEAD']) + (changed ? ' with changes' : '');
}

/** The machine in a line. */
export function machine() {
  const cpus = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${cpus.length} × ${cpus[0]?.model.trim() || os.arch()}, ${memory} GB, ${os.type()} ${os.release().split('-')[0]}, Node ${process.versions.node}`;
}

/** The day, as 2026-01-31. */
export const today = () => new Date().toISOString().slice(0, 10);
