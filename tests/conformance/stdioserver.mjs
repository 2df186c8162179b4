// One process of an MCP server on stdio. What it sends goes to the exchange (one request of the HTTP side) that it
// belongs to, byte for byte.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const subscriptionId = 'io.modelcontextprotocol/subscriptionId';

function keyOf(id) {
  return `${typeof id}:${id}`;
}

export class StdioServer {
  #exchanges = new Map();  // by the key of the request's id
  #rest = '';

  // `unsolicited` gets the lines that belong to no request.
  constructor({ program, args, env }, unsolicited = () => {}) {
    this.unsolicited = unsolicited;
    this.process = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.ended = once(this.process, 'close');
    this.process.stdin.on('error', () => {});  // it has ended, which `ended` tells
    this.process.stdout.setEncoding('utf8').on('data', (text) => this.#receive(text));
    this.ended.then(() => this.#exchanges.forEach((exchange) => exchange.lost()), (error) => { throw error; });
  }

  // A request may be sent when neither its id nor its progress token is in use.
  accepts(request) {
    const token = request.params?._meta?.progressToken;
    const inUse = [...this.#exchanges.values()].some((other) => token !== undefined && other.progressToken === token);
    return !inUse && !this.#exchanges.has(keyOf(request.id));
  }

  // exchange: message(line) for each notification, response(line, parsed) at the end, lost() if the process ends first.
  request(line, request, exchange) {
    this.#exchanges.set(keyOf(request.id), { ...exchange, progressToken: request.params?._meta?.progressToken });
    this.send(line);
  }

  forget(id) {
    this.#exchanges.delete(keyOf(id));
  }

  send(line) {
    this.process.stdin.write(`${line}\n`);
  }

  // Closes its input, which ends a server on stdio; SIGKILL for one that stays.
  async close() {
    this.process.stdin.end();
    const patience = new AbortController();
    const kill = sleep(20000, undefined, { signal: patience.signal }).then(() => this.process.kill('SIGKILL'), () => {});
    const [code, signal] = await this.ended;
    patience.abort();
    await kill;
    return signal ?? code;
  }

  #receive(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    lines.forEach((line) => this.#deliver(line, JSON.parse(line)));
  }

  #deliver(line, message) {
    if (message.method === undefined) {
      const exchange = this.#exchanges.get(keyOf(message.id));
      this.forget(message.id);
      exchange?.response(line, message);
    } else {
      const exchange = this.#exchangeOf(message.params);
      if (exchange) exchange.message(line);
      else this.unsolicited(line);
    }
  }

  #exchangeOf(params) {
    const subscription = params?._meta?.[subscriptionId];
    if (subscription !== undefined) return this.#exchanges.get(keyOf(subscription));
    const token = params?.progressToken;
    return token === undefined ? undefined : [...this.#exchanges.values()].find((other) => other.progressToken === token);
  }
}
