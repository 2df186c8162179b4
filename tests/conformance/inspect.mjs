// node inspect.mjs PROGRAM [ARGUMENT…]: lets the MCP Inspector look at the tools of the server that PROGRAM is on stdio,
// in both eras of the protocol. Exits with 1 when it has anything to say about their schemas, be it a warning.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Home, until } from './home.mjs';

const inspector = 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js';

async function toolsFor(era, home) {
  const server = ['-e', `JOBDECK_HOME=${home.folder}`, ...process.argv.slice(2)];
  const options = ['--method', 'tools/list', '--strict', '--protocol-era', era, '--format', 'json', '--connect-timeout', '120000'];
  const env = { PATH: process.env.PATH, HOME: home.folder };
  const child = spawn(process.execPath, [inspector, '--cli', ...server, ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`The Inspector ended with ${code} (${era} era): ${errors}`);
  const { result, schemaFindings } = JSON.parse(output);
  if (schemaFindings) throw new Error(`The Inspector found (${era} era): ${JSON.stringify(schemaFindings, null, 2)}`);
  return result.tools.map(({ name }) => name);
}

const home = new Home();
try {
  for (const era of ['legacy', 'modern']) {
    const tools = await toolsFor(era, home);
    console.log(`${era}: nothing to say about ${tools.join(', ')}`);
    if (!tools.includes('execute')) throw new Error('The tool "execute" is not listed.');
  }
  await home.stopService();
  await until('all processes have ended', () => home.processes().length === 0);
} finally {
  home.clear();
}
