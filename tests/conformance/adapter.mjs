// The conformance suite speaks HTTP, Jobdeck stdio. This carries messages between the two as they are: Streamable HTTP
// in front (2026-07-28, and the sessions of 2025-11-25), processes of the server behind. It says nothing of its own but
// HTTP's part: statuses, headers, sessions.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { hasMeta, headerFault, isModern, statusOf } from './headers.mjs';
import { StdioServer } from './stdioserver.mjs';

const legacyVersions = ['2025-03-26', '2025-06-18', '2025-11-25'];
const json = { 'Content-Type': 'application/json' };
const eventStream = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', 'X-Accel-Buffering': 'no' };

function refuse(response, status, code, message, id) {
  response.writeHead(status, json).end(JSON.stringify({ jsonrpc: '2.0', ...(id !== undefined && { id }), error: { code, message } }));
}

function writeEvent(response, line) {
  if (!response.headersSent) response.writeHead(200, eventStream);
  response.write(`event: message\ndata: ${line}\n\n`);
}

export class Adapter {
  #server = createServer((request, response) => this.#serve(request, response));
  #shared = [];  // servers of modern requests, each of which takes any request whose id it has not in flight
  #sessions = new Map();  // legacy: { server, stream } by session id

  // How to start the server: { program, args, env }.
  static async start(command) {
    const adapter = new Adapter();
    adapter.command = command;
    adapter.#server.listen(0, '127.0.0.1');
    await once(adapter.#server, 'listening');
    adapter.port = adapter.#server.address().port;
    adapter.url = `http://127.0.0.1:${adapter.port}/mcp`;
    return adapter;
  }

  // Ends all servers; gives back their exit codes (or the signals that ended them).
  async close() {
    this.#server.close();
    this.#server.closeAllConnections();
    const servers = [...this.#shared, ...[...this.#sessions.values()].map(({ server }) => server)];
    return Promise.all(servers.map((server) => server.close()));
  }

  #serve(request, response) {
    const { host, origin } = request.headers;
    const ours = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${this.port}`);
    if (!ours.includes(host) || (origin !== undefined && !ours.includes(origin.replace(/^http:\/\//, '')))) {
      response.writeHead(403).end();
    } else if (request.method === 'POST') {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => this.#post(request.headers, Buffer.concat(chunks).toString('utf8'), response));
    } else if (['GET', 'DELETE'].includes(request.method) && request.headers['mcp-protocol-version'] !== '2026-07-28') {
      const session = this.#sessionOf(request.headers, response);
      if (session && request.method === 'GET') this.#openStream(session, response);
      else if (session) this.#endSession(request.headers['mcp-session-id'], response);
    } else {
      response.writeHead(405, { Allow: 'POST' }).end();
    }
  }

  #post(headers, body, response) {
    let message;
    try {
      message = JSON.parse(body);
    } catch {
      return refuse(response, 400, -32700, 'The body is no JSON.');
    }
    const isCall = ['string', 'number'].includes(typeof message?.id);
    if (!isCall && message?.id !== undefined) return refuse(response, 400, -32600, 'The id is neither a string nor a number.');
    const line = body.replace(/[\r\n]+/g, ' ');  // between tokens only: within a string JSON escapes them
    if (isModern(message, headers)) return this.#postModern(headers, message, line, isCall, response);
    return this.#postLegacy(headers, message, line, isCall, response);
  }

  #postModern(headers, message, line, isCall, response) {
    if (!isCall) return response.writeHead(202).end();  // no notification has a meaning here
    const fault = hasMeta(message) ? headerFault(message, headers) : undefined;
    if (fault) return refuse(response, 400, -32020, fault, message.id);
    let server = this.#shared.find((each) => each.accepts(message));
    if (!server) this.#shared.push(server = new StdioServer(this.command));
    this.#forward(server, message, line, response, (answer) => statusOf(answer, message));
    response.on('close', () => {
      if (response.writableFinished) return;
      server.send(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: message.id } }));
      server.forget(message.id);
    });
  }

  #postLegacy(headers, message, line, isCall, response) {
    const begins = message.method === 'initialize';
    const session = begins ? this.#beginSession(response) : this.#sessionOf(headers, response);
    if (!session) return;
    if (isCall && message.method !== undefined) {
      this.#forward(session.server, message, line, response, () => 200);
    } else {
      session.server.send(line);
      response.writeHead(202).end();
    }
  }

  #forward(server, message, line, response, status) {
    server.request(line, message, {
      message: (notification) => writeEvent(response, notification),
      response: (answer, parsed) => {
        if (response.headersSent) {
          writeEvent(response, answer);
          response.end();
        } else {
          response.writeHead(status(parsed), json).end(answer);
        }
      },
      lost: () => (response.headersSent ? response.destroy() : response.writeHead(502).end()),
    });
  }

  #beginSession(response) {
    const session = { stream: undefined };
    session.server = new StdioServer(this.command, (line) => session.stream && writeEvent(session.stream, line));
    const id = randomUUID();
    this.#sessions.set(id, session);
    response.setHeader('Mcp-Session-Id', id);
    return session;
  }

  // The session that the headers name; answers the request when there is none.
  #sessionOf(headers, response) {
    const version = headers['mcp-protocol-version'];
    const session = this.#sessions.get(headers['mcp-session-id']);
    if (headers['mcp-session-id'] === undefined) refuse(response, 400, -32600, 'The header Mcp-Session-Id is missing.');
    else if (!session) refuse(response, 404, -32600, 'There is no such session; begin one with "initialize".');
    else if (version !== undefined && !legacyVersions.includes(version)) refuse(response, 400, -32600, `There is no version ${version}.`);
    else return session;
    return undefined;
  }

  #openStream(session, response) {
    if (session.stream) return response.writeHead(409).end();
    session.stream = response.writeHead(200, eventStream);
    response.flushHeaders();
    response.on('close', () => { session.stream = undefined; });
  }

  async #endSession(id, response) {
    const { server, stream } = this.#sessions.get(id);
    this.#sessions.delete(id);
    stream?.end();
    await server.close();
    response.writeHead(204).end();
  }
}
