// Usage: JOBDECK_BIN=FOLDER node interop.mjs sdk|client REVISION
//
// Drives the built programs with an official MCP client as an agent would: every tool, with real commands.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { Agent, expectedRevision } from './agent.mjs';
import { Home, lives, until } from './home.mjs';

const [kind, choice] = process.argv.slice(2);
const revision = expectedRevision(choice);
const hasStructuredContent = revision >= '2025-06-18';
const ended = /^(completed|failed|killed|lost)$/;
const unknownId = 'zzzzzzzz';

const home = new Home();
let agent;

function start(name, command, more = {}) {
  return agent.call('execute', { command, name, ...more });
}

function hasEnded(job) {
  return until(`job ${job.job_id} ends`, async () => {
    const status = await agent.call('status', { job_id: job.job_id });
    return ended.test(status.status) && status;
  });
}

async function stop(job, grace = 5) {
  const killed = await agent.call('kill', { job_id: job.job_id, grace });
  assert.equal(killed.status, 'killed');
  return killed;
}

before(async () => { agent = await Agent.connect(kind, choice, home.folder); });

after(async () => {
  await agent?.client.close();
  home.clear();
});

test('the wanted revision is asked for and agreed on', async () => {
  await agent.tools();
  assert.deepEqual(agent.revisions(), { named: [revision], agreed: revision });
  assert.equal(agent.client.getServerVersion().name, 'jobdeck');
});

test('the tools are listed, described, with valid schemas, in less than 8 kB', async () => {
  const tools = await agent.tools();
  assert.deepEqual(tools.map((tool) => tool.name).sort(), ['execute', 'interact', 'kill', 'list', 'output', 'restart', 'status', 'tail', 'wait']);
  assert.ok(Buffer.byteLength(JSON.stringify({ tools })) < 8000);
  const validator = new AjvJsonSchemaValidator();
  for (const tool of tools) {
    assert.ok(tool.description.length > 20, `${tool.name} has no description`);
    assert.equal(tool.inputSchema.type, 'object');
    validator.getValidator(tool.inputSchema);
    assert.equal(tool.outputSchema !== undefined, hasStructuredContent, `outputSchema of ${tool.name}`);
    if (tool.outputSchema) validator.getValidator(tool.outputSchema);
  }
});

test('execute waits for a command and returns both streams and its exit code', async () => {
  const job = await start('fails', 'echo hello; echo oops >&2; exit 3', { wait: 10 });
  assert.equal(job.status, 'failed');
  assert.equal(job.exit_code, 3);
  assert.equal(job.stdout.trimEnd(), 'hello');
  assert.equal(job.stderr.trimEnd(), 'oops');
});

test('every result conforms to its output schema and says the same in its text', { skip: !hasStructuredContent }, async () => {
  const validator = new AjvJsonSchemaValidator();
  const { job_id } = await start('conforms', 'read line; echo "got $line"');
  const calls = [
    ['execute', { command: 'echo quick', wait: 10 }], ['list', {}], ['status', { job_id }], ['interact', { job_id, input: 'x', pattern: 'got' }],
    ['output', { job_id }], ['output', { job_id, pattern: 'got', context: 1 }], ['tail', { job_id }], ['wait', { job_id, timeout: 0 }], ['kill', { job_id }], ['kill', { job_id: unknownId }],
  ];
  for (const [name, args] of calls) {
    const { structuredContent, content } = await agent.raw(name, args);
    const { valid, errorMessage } = validator.getValidator(agent.schemas.get(name).outputSchema)(structuredContent);
    assert.ok(valid, `${name}: ${errorMessage}`);
    const said = structuredContent.stdout || structuredContent.job_id || args.job_id || job_id;
    assert.ok(content[0].text.includes(said.trim()), `The text of ${name} does not say ${said}`);
  }
});

test('output streams a growing job by its cursor, each byte once', async () => {
  const { job_id } = await start('count', 'for i in $(seq 200); do echo $i; [ $((i % 40)) = 0 ] && sleep 0.1; done; true');
  // Without structured content a part that ends within a line can't be told from one that ends with it.
  const limit = hasStructuredContent ? 7 : 20000;
  let [text, offset] = ['', 0];
  await until('the end of the output', async () => {
    const part = await agent.call('output', { job_id, offset, limit, stream: 'merged', format: 'raw' });
    text += part.output;
    offset = part.next_offset ?? offset;
    return part.eof;
  });
  assert.equal(text, Array.from({ length: 200 }, (_, i) => `${i + 1}\n`).join(''));

  const tail = await agent.call('tail', { job_id, lines: 5 });
  assert.deepEqual(tail.stdout.trimEnd().split('\n'), ['196', '197', '198', '199', '200']);
  const whole = await agent.call('output', { job_id });
  assert.equal(whole.stdout.trimEnd().split('\n').length, 200);
});

test('interact feeds a job, returns its answers and ends its input', async () => {
  const cat = await start('cat', 'cat');
  const echoed = await agent.call('interact', { job_id: cat.job_id, input: 'grüße', pattern: 'grüße' });
  assert.equal(echoed.stdout.trimEnd(), 'grüße');
  await agent.call('interact', { job_id: cat.job_id, close_stdin: true });
  assert.equal((await hasEnded(cat)).status, 'completed');

  const shell = await start('shell', 'while read -r line; do echo "got <$line>"; done; echo bye');
  for (const line of ['one', 'two']) {
    const answer = await agent.call('interact', { job_id: shell.job_id, input: line, pattern: `got <${line}>` });
    assert.equal(answer.stdout.trimEnd(), `got <${line}>`);
  }
  const last = await agent.call('interact', { job_id: shell.job_id, close_stdin: true, pattern: 'bye', wait: 10 });
  assert.equal(last.stdout.trimEnd(), 'bye');
});

test('status and list describe a job', async () => {
  const job = await start('described', 'sleep 1000', { cwd: '/' });
  const status = await agent.call('status', { job_id: job.job_id });
  assert.equal(status.status, 'running');
  assert.equal(status.command, 'sleep 1000');
  assert.equal(status.cwd, '/');
  assert.equal(status.pid, job.pid);
  assert.match(status.started, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.equal(status.output_bytes, 0);

  const running = await agent.call('list', { status: 'running' });
  assert.ok(running.jobs.some(({ job_id, status: state }) => job_id === job.job_id && state === 'running'));
  const answers = await Promise.all(Array.from({ length: 20 }, () => agent.call('status', { job_id: job.job_id })));
  assert.deepEqual(answers.map(({ pid }) => pid), Array(20).fill(job.pid));
  await stop(job);
});

test('kill ends a whole tree that ignores TERM', async () => {
  const job = await start('stubborn', 'sleep 1000 & trap "" TERM; echo ready; sleep 1000');
  await until('the trap is set', async () => (await agent.call('output', { job_id: job.job_id })).stdout.includes('ready'));
  const killed = await stop(job, 0.5);
  assert.ok(killed.force_killed >= 1);
  assert.ok(!lives(job.pid));
  assert.equal((await agent.call('status', { job_id: job.job_id })).status, 'killed');
  assert.equal((await agent.call('kill', { job_id: job.job_id })).status, 'already_terminated');
  assert.equal((await agent.call('kill', { job_id: unknownId })).status, 'not_found');
});

test('what the agent can correct is a sentence, what it cannot is a protocol error', async () => {
  for (const name of ['status', 'output', 'tail', 'wait']) {
    assert.match(await agent.refusal(name, { job_id: unknownId }), /zzzzzzzz/);
  }
  assert.match(await agent.refusal('interact', { job_id: unknownId, input: 'x' }), /zzzzzzzz/);
  assert.match(await agent.refusal('execute', { command: '' }), /command/i);
  assert.match(await agent.refusal('execute', { command: 'echo a\0b' }), /command/i);
  assert.match(await agent.refusal('execute', { command: 'true', cwd: '/no/such/folder' }), /\/no\/such\/folder/);
  assert.match(await agent.refusal('execute', {}), /command/);
  assert.match(await agent.refusal('tail', { job_id: unknownId, lines: 0 }), /lines/);
  await assert.rejects(agent.raw('no_such_tool', {}), { code: -32602 });
});

test('wait returns what a job prints, and its end', async () => {
  const job = await start('server', 'sleep 0.3; echo "listening on 3000"; sleep 0.3; exit 3');
  const ready = await agent.call('wait', { job_id: job.job_id, pattern: 'listening on \\d+' });
  assert.ok(ready.output.includes('listening on 3000'));
  assert.equal(ready.next_offset, 18);
  const over = await agent.call('wait', { job_id: job.job_id, offset: ready.next_offset });
  assert.equal(over.status, 'failed');
  assert.equal(over.exit_code, 3);
});

test('a long wait tells its progress, and its client stays patient', async () => {
  const job = await start('patient', 'sleep 7; echo over');
  const beats = [];
  const errors = [];
  agent.client.onerror = (error) => errors.push(error);
  const options = { onprogress: (beat) => beats.push(beat), resetTimeoutOnProgress: true, timeout: 6000 };
  const over = await agent.call('wait', { job_id: job.job_id, timeout: 600 }, options);
  agent.client.onerror = undefined;
  assert.equal(over.status, 'completed');
  assert.ok(beats.length >= 1);
  beats.forEach(({ progress, total }, i) => assert.ok(total === 600 && progress > (beats[i - 1]?.progress ?? 0)));
  assert.deepEqual(errors, []);
});

test('a cancelled wait leaves its job running, and the connection usable', async () => {
  const job = await start('awaited', 'sleep 1000');
  const abort = new AbortController();
  const refused = assert.rejects(agent.raw('wait', { job_id: job.job_id, timeout: 50 }, { signal: abort.signal }));
  await agent.call('status', { job_id: job.job_id });
  abort.abort();
  await refused;
  assert.equal((await agent.call('status', { job_id: job.job_id })).status, 'running');
  await stop(job);
});

test('output finds the lines that match', async () => {
  const { job_id } = await start('lines', 'seq 1 5000; exit 0');
  await hasEnded({ job_id });
  const text = (await agent.raw('output', { job_id, pattern: '^4(2|3)$' })).content[0].text;
  assert.match(text, /^114: 42\n117: 43\n\[end of output\]/);
});

test('execute with reuse returns the job that runs already', async () => {
  const job = await start('reused', 'sleep 1000');
  const again = await start('reused', 'sleep 1000', { reuse: true });
  assert.equal(again.job_id, job.job_id);
  await stop(job);
});

test('the end of a job is told once, with the next result', async () => {
  const other = await start('other', 'sleep 1000');
  const job = await start('told', 'exit 5');
  let notices = 0;
  await until('the notice comes', async () => {
    const { content } = await agent.raw('status', { job_id: other.job_id });
    notices += Number(content[0].text.includes(`${job.job_id} told failed (exit 5)`));
    return notices > 0;
  });
  const { content } = await agent.raw('status', { job_id: other.job_id });
  assert.ok(!content[0].text.includes(job.job_id));
  await stop(other);
});

test('a cancelled execute leaves its job running', async () => {
  const abort = new AbortController();
  const call = agent.raw('execute', { command: 'sleep 1000', name: 'cancelled', wait: 30 }, { signal: abort.signal });
  const refused = assert.rejects(call);
  const find = async () => (await agent.call('list', { query: 'cancelled', status: 'running' })).jobs?.[0];
  const job = await until('the job runs', find);
  abort.abort();
  await refused;
  assert.equal((await find()).job_id, job.job_id);
  await stop(job);
});

test('the wire names of mcp-background-job are accepted', async () => {
  const { job_id } = await agent.call('execute_command', { command: 'cat', name: 'alias' });
  assert.equal((await agent.call('get_job_status', { job_id })).status, 'running');
  assert.equal((await agent.call('interact_with_job', { job_id, input: 'hi', pattern: 'hi' })).stdout.trimEnd(), 'hi');
  assert.equal((await agent.call('get_job_output', { job_id })).stdout.trimEnd(), 'hi');
  assert.equal((await agent.call('tail_job_output', { job_id, lines: 1 })).stdout.trimEnd(), 'hi');
  assert.ok((await agent.call('list_jobs', {})).jobs.some((job) => job.job_id === job_id));
  assert.equal((await agent.call('kill_job', { job_id })).status, 'killed');
});

test('the bridge ends with its client, the job goes on and another client stops it', async () => {
  const job = await start('survivor', 'sleep 1000');
  const service = home.servicePid();
  const { code, signal } = await agent.close();
  assert.deepEqual({ code, signal }, { code: 0, signal: null });
  assert.ok(lives(job.pid));

  agent = await Agent.connect(kind, choice, home.folder);
  assert.equal(home.servicePid(), service);
  assert.equal((await agent.call('status', { job_id: job.job_id })).pid, job.pid);
  await stop(job);
  await agent.close();
  await home.stopService();
  await until('nothing is left of the service and its jobs', () => home.processes().length === 0);
});
