// Usage: JOBDECK_BIN=FOLDER node resources.mjs sdk|client REVISION
//
// Jobs as resources, prompts and completion with an official MCP client: what a host offers its user beside the tools.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Agent, expectedRevision } from './agent.mjs';
import { Home, lives, until } from './home.mjs';

const [kind, choice] = process.argv.slice(2);
const revision = expectedRevision(choice);
const isModern = revision >= '2026-07-28';
const unknownUri = 'jobs:///zzzzzzzz/output';

const home = new Home();
const errors = [];
let agent;

const recordOf = ({ job_id }) => `jobs:///${job_id}`;
const outputOf = ({ job_id }) => `jobs:///${job_id}/output`;

function start(name, command, more = {}) {
  return agent.call('execute', { command, name, ...more });
}

async function textOf(uri) {
  const { contents } = await agent.client.readResource({ uri });
  assert.equal(contents.length, 1);
  assert.equal(contents[0].uri, uri);
  return contents[0].text;
}

before(async () => {
  agent = await Agent.connect(kind, choice, home.folder);
  agent.client.onerror = (error) => errors.push(error);
});

after(async () => {
  await agent?.client.close();
  home.clear();
});

test('the capabilities are the revision\'s', () => {
  const { resources, prompts, completions, extensions } = agent.client.getServerCapabilities();
  assert.deepEqual({ resources, prompts, completions }, { resources: { subscribe: true, listChanged: true }, prompts: {}, completions: {} });
  if (isModern) assert.deepEqual(extensions, { 'io.modelcontextprotocol/tasks': {} });
});

test('jobs are listed, described by templates and read', async () => {
  const job = await start('reads', 'echo "to read"; exit 4', { wait: 10 });
  const { resources } = await agent.client.listResources();
  assert.deepEqual(resources.map(({ uri }) => uri), [recordOf(job), outputOf(job)]);
  const { resourceTemplates } = await agent.client.listResourceTemplates();
  assert.deepEqual(resourceTemplates.map(({ uriTemplate }) => uriTemplate), ['jobs:///{job_id}', 'jobs:///{job_id}/output']);
  assert.equal(await textOf(outputOf(job)), 'to read\n');
  const record = JSON.parse(await textOf(recordOf(job)));
  assert.deepEqual({ status: record.status, exit_code: record.exit_code }, { status: 'failed', exit_code: 4 });
});

test('what is not there is an error of the revision', async () => {
  // The newer client gives both codes of this error the newer one.
  await assert.rejects(agent.client.readResource({ uri: unknownUri }), { code: kind === 'client' ? -32602 : -32002, data: { uri: unknownUri } });
  await assert.rejects(agent.client.getPrompt({ name: 'none' }), { code: -32602 });
  const argument = { name: 'job_id', value: '' };
  await assert.rejects(agent.client.complete({ ref: { type: 'ref/prompt', name: 'none' }, argument }), { code: -32602 });
});

test('a subscriber hears of output, also from the service that follows', async () => {
  const job = await start('grows', 'while read -r line; do echo "got $line"; done');
  let heard = 0;
  const end = await agent.watch(outputOf(job), (uri) => { heard += Number(uri === outputOf(job)); });
  for (const line of ['one', 'two']) {
    const before = heard;
    await agent.call('interact', { job_id: job.job_id, input: line, wait: 0 });
    await until(`${line} is told`, () => heard > before);
    await until(`${line} can be read`, async () => (await textOf(outputOf(job))).endsWith(`got ${line}\n`));
    const [known, service] = [heard, home.servicePid()];
    process.kill(service, 'SIGKILL');
    await until('the service is gone', () => !lives(service));
    await until('the agent is told to read again', () => heard > known);
  }
  await end();
  await agent.call('interact', { job_id: job.job_id, input: 'three', pattern: 'three' });
  const { contents } = await agent.client.readResource({ uri: outputOf(job) });
  assert.match(contents[0].text, /got three\n$/);
  await agent.call('kill', { job_id: job.job_id });
});

test('the change of the list is told', async () => {
  let heard = 0;
  const end = await agent.watchList(() => { heard += 1; });
  await start('new', 'true');
  await until('it is told', () => heard > 0);
  await end();
});

test('prompts are listed, completed and filled in', async () => {
  const failed = await start('breaks', 'echo "main.c:1: error: no"; exit 1', { wait: 10 });
  const { prompts } = await agent.client.listPrompts();
  assert.deepEqual(prompts.map(({ name }) => name), ['watch_server', 'why_failed']);
  const ref = { type: 'ref/prompt', name: 'why_failed' };
  const { completion } = await agent.client.complete({ ref, argument: { name: 'job_id', value: failed.job_id.slice(0, 6) } });
  assert.deepEqual(completion.values, [failed.job_id]);
  const template = { type: 'ref/resource', uri: 'jobs:///{job_id}/output' };
  const ids = await agent.client.complete({ ref: template, argument: { name: 'job_id', value: '' } });
  assert.ok(ids.completion.values.includes(failed.job_id));

  const why = await agent.client.getPrompt({ name: 'why_failed', arguments: { job_id: failed.job_id } });
  assert.ok(why.messages[0].content.text.includes(`job ${failed.job_id} (breaks) failed (exit 1)`));
  assert.deepEqual(why.messages[1].content.resource, { uri: outputOf(failed), mimeType: 'text/plain', text: 'main.c:1: error: no\n' });
  const server = await start('serves', 'sleep 1000');
  const watch = await agent.client.getPrompt({ name: 'watch_server', arguments: {} });
  assert.ok(watch.messages[0].content.text.includes(server.job_id));
  await agent.call('kill', { job_id: server.job_id });
});

test('the client had nothing to complain about', () => assert.deepEqual(errors, []));
