// node run.mjs NAME REVISION PROGRAM [ARGUMENT…]: runs what a revision of the protocol requires in the conformance suite
// against the MCP server that PROGRAM is on stdio, and compares the outcome with expected-failures.json, in which the
// server is NAME. Exits with 1 on a failure that is not expected, and on one that is expected but did not come.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Adapter } from './adapter.mjs';
import { compare } from './comparison.mjs';
import { Home, until } from './home.mjs';

const [name, revision, program, ...args] = process.argv.slice(2);
const suite = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';

// All that the suite prints; rejects when it does not end by itself.
async function runSuite(url, results) {
  const options = ['server', '--url', url, '--requirements', revision, '--output-dir', results];
  const child = spawn(process.execPath, [suite, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { output += text; });
  const [, signal] = await once(child, 'close');
  if (signal) throw new Error(`The suite was ended by ${signal}:\n${output}`);
  return output;
}

// The checks of each scenario, by its name.
function readResults(results) {
  const scenarioOf = (folder) => /^server-(.*)-\d{4}-\d\d-\d\dT/.exec(folder)[1];
  const checksOf = (folder) => JSON.parse(readFileSync(join(results, folder, 'checks.json'), 'utf8'));
  return new Map(readdirSync(results).map((folder) => [scenarioOf(folder), checksOf(folder)]));
}

// How a server is stopped: it ends when its input does, and leaves nothing behind.
async function stop(adapter, home) {
  const ends = await adapter.close();
  if (ends.some((end) => end !== 0)) throw new Error(`Servers did not end well: ${ends.join(', ')}`);
  if (home.servicePid()) await home.stopService();
  await until('all processes have ended', () => home.processes().length === 0);
}

const home = new Home();
const results = mkdtempSync(join(tmpdir(), 'jobdeck-conformance-'));
try {
  const env = { PATH: process.env.PATH, HOME: home.folder, JOBDECK_HOME: home.folder };
  const adapter = await Adapter.start({ program, args, env });
  const output = await runSuite(adapter.url, results);
  await stop(adapter, home);

  const checks = readResults(results);
  const announced = Number(/\((\d+) scenarios\)/.exec(output)?.[1]);
  if (checks.size !== announced) throw new Error(`${checks.size} of ${announced} scenarios have a result:\n${output}`);
  const expected = JSON.parse(readFileSync('expected-failures.json', 'utf8'));
  const { faults, summary } = compare(checks, expected.filter((entry) => entry.servers.includes(name)), revision);
  console.log(`${name}, ${revision}: ${summary}`);
  faults.forEach((fault) => console.log(fault));
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  home.clear();
  rmSync(results, { recursive: true, force: true });
}
