// An agent: one official client, speaking one protocol revision, connected to `jobdeck mcp` over stdio.

import { join } from 'node:path';
import { fieldsOfText } from './replies.mjs';

const jobdeck = join(process.env.JOBDECK_BIN, 'jobdeck');
const clientInfo = { name: 'jobdeck-interop', version: '1.0.0' };
const modern = '2026-07-28';

// What a choice of client (sdk, client) and revision (a date; for client also auto and legacy) must end up with.
export function expectedRevision(choice) {
  return { auto: modern, legacy: '2025-11-25' }[choice] ?? choice;
}

async function load(kind) {
  if (kind === 'client') {
    const { Client } = await import('@modelcontextprotocol/client');
    return { Client, ...(await import('@modelcontextprotocol/client/stdio')) };
  }
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  return { Client, ...(await import('@modelcontextprotocol/sdk/client/stdio.js')) };
}

function negotiation(choice) {
  if (choice === modern) return { versionNegotiation: { mode: { pin: modern } } };
  return choice === 'auto' || choice === 'legacy' ? { versionNegotiation: { mode: choice } } : {};
}

export class Agent {
  // `home` is the folder for JOBDECK_HOME.
  static async connect(kind, choice, home) {
    const agent = new Agent();
    const { Client, StdioClientTransport } = await load(kind);
    agent.kind = kind;
    agent.sent = [];
    agent.client = new Client(clientInfo, negotiation(choice));
    agent.transport = new StdioClientTransport({ command: jobdeck, args: ['mcp'], env: { JOBDECK_HOME: home } });
    agent.#watch(kind === 'sdk' ? choice : undefined);
    await agent.client.connect(agent.transport);
    agent.bridge = agent.transport._process;
    return agent;
  }

  // Notes every message on its way out; the sdk always asks for the newest revision it knows, unless `forced` replaces it.
  #watch(forced) {
    const send = this.transport.send.bind(this.transport);
    this.transport.send = (message, ...rest) => {
      if (forced && message.method === 'initialize') message.params.protocolVersion = forced;
      this.sent.push(message);
      return send(message, ...rest);
    };
    this.transport.setProtocolVersion = (version) => { this.negotiated = version; };
  }

  // The revisions that this agent named on the wire, and the one that was agreed on.
  revisions() {
    const named = this.sent.map(({ method, params }) =>
      method === 'initialize' ? params.protocolVersion : params?._meta?.['io.modelcontextprotocol/protocolVersion']);
    return { named: [...new Set(named.filter(Boolean))], agreed: this.negotiated ?? this.client.getNegotiatedProtocolVersion() };
  }

  async tools() {
    const { tools } = await this.client.listTools();
    this.schemas = new Map(tools.map((tool) => [tool.name, tool]));
    return tools;
  }

  // The raw result of a tool call; throws on a protocol error.
  raw(name, args, options) {
    const params = { name, arguments: args };
    return this.kind === 'sdk' ? this.client.callTool(params, undefined, options) : this.client.callTool(params, options);
  }

  // The fields of a successful result: the structured content; the same read from the text where the revision has none.
  async call(name, args, options) {
    const result = await this.raw(name, args, options);
    if (result.isError) throw new Error(`${name} said: ${result.content[0].text}`);
    return result.structuredContent ?? fieldsOfText(result.content[0].text);
  }

  // The sentence of a call that the server refuses.
  async refusal(name, args) {
    const result = await this.raw(name, args);
    if (!result.isError) throw new Error(`${name} ${JSON.stringify(args)} was not refused: ${result.content[0].text}`);
    return result.content[0].text;
  }

  // Calls `tell` with each URI that the server says has changed, until what is returned is called.
  async watch(uri, tell) {
    await this.#onNotification('notifications/resources/updated', 'ResourceUpdatedNotificationSchema', ({ params }) => tell(params.uri));
    if (this.revisions().agreed === modern) {
      const subscription = await this.client.listen({ resourceSubscriptions: [uri] });
      return () => subscription.close();
    }
    await this.client.subscribeResource({ uri });
    return () => this.client.unsubscribeResource({ uri });
  }

  // The same for the list of resources, of which older revisions tell everybody.
  async watchList(tell) {
    await this.#onNotification('notifications/resources/list_changed', 'ResourceListChangedNotificationSchema', tell);
    if (this.revisions().agreed !== modern) return () => {};
    const subscription = await this.client.listen({ resourcesListChanged: true });
    return () => subscription.close();
  }

  async #onNotification(method, schema, handler) {
    const key = this.kind === 'sdk' ? (await import('@modelcontextprotocol/sdk/types.js'))[schema] : method;
    this.client.setNotificationHandler(key, handler);
  }

  // A way past the client, for requests of which it does not know the answers, as ext-tasks wants it.
  rawDispatch() {
    const pending = new Map();
    const receive = this.transport.onmessage;
    this.transport.onmessage = (message, ...rest) => {
      const resolve = message.method === undefined && pending.get(message.id);
      if (!resolve) return receive(message, ...rest);
      pending.delete(message.id);
      return resolve(message);
    };
    return async (request) => {
      const id = `raw:${this.sent.length}`;
      const answer = new Promise((resolve) => pending.set(id, resolve));
      await this.transport.send({ jsonrpc: '2.0', ...request, id });
      const { result, error } = await answer;
      return error ? { kind: 'error', error } : { kind: 'result', result };
    };
  }

  // Closes the connection as a client does; gives back the bridge's exit code and how long it took to end.
  async close() {
    const begin = Date.now();
    const ended = new Promise((resolve) => this.bridge.once('exit', (code, signal) => resolve({ code, signal, ms: Date.now() - begin })));
    await this.client.close();
    return ended;
  }
}
