// Usage: JOBDECK_BIN=FOLDER node tasks.mjs
//
// Waits as tasks, with the official client of the Tasks extension on top of the official MCP client.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTaskSessionFromClient, resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';
import { Agent } from './agent.mjs';
import { Home, lives, until } from './home.mjs';

const framing = {
  protocolVersion: '2026-07-28',
  clientInfo: { name: 'jobdeck-interop', version: '1.0.0' },
  clientCapabilities: { extensions: { 'io.modelcontextprotocol/tasks': {} } },
};

const home = new Home();
let agent;
let session;

before(async () => {
  agent = await Agent.connect('client', '2026-07-28', home.folder);
  session = createTaskSessionFromClient(agent.client, {
    endpointId: 'jobdeck', rawDispatch: agent.rawDispatch(), v2RequestFraming: framing,
  });
});

after(async () => {
  await session?.close();
  await agent?.client.close();
  home.clear();
});

function wait(args) {
  return session.callTool('wait', args);
}

async function settled(execution) {
  return resultFromTaskOutcome((await execution.settle()).outcome);
}

function finish(job) {
  return agent.call('interact', { job_id: job.job_id, input: '', wait: 0 });
}

test('a wait becomes a task that ends with the job', async () => {
  const job = await agent.call('execute', { command: 'read -r line; echo over; exit 3' });
  const execution = await wait({ job_id: job.job_id, timeout: 600 });
  assert.equal(execution.kind, 'task');
  await finish(job);
  const { structuredContent, isError } = await settled(execution);
  assert.deepEqual({ reason: structuredContent.reason, exit_code: structuredContent.exit_code, isError },
    { reason: 'exit', exit_code: 3, isError: false });
});

test('a job that has ended is an ordinary result', async () => {
  const job = await agent.call('execute', { command: 'exit 5', wait: 10 });
  const execution = await wait({ job_id: job.job_id });
  assert.equal(execution.kind, 'immediate');
  assert.equal((await settled(execution)).structuredContent.exit_code, 5);
});

test('a task survives the service', async () => {
  const job = await agent.call('execute', { command: 'read -r line; exit 6' });
  const execution = await wait({ job_id: job.job_id, timeout: 600 });
  const service = home.servicePid();
  process.kill(service, 'SIGKILL');
  await until('the service is gone', () => !lives(service));
  await finish(job);
  assert.equal((await settled(execution)).structuredContent.exit_code, 6);
});

test('a cancelled task leaves its job', async () => {
  const job = await agent.call('execute', { command: 'sleep 1000' });
  const execution = await wait({ job_id: job.job_id, timeout: 600 });
  await session.cancelTask(execution.handle.taskId);
  assert.equal((await execution.settle()).outcome.status, 'cancelled');
  assert.equal((await agent.call('status', { job_id: job.job_id })).status, 'running');
  await agent.call('kill', { job_id: job.job_id });
});
