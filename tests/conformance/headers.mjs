// What 2026-07-28 says about the headers of a POST, which the suite checks on whoever speaks HTTP (basic/transports/streamable-http).

export const modern = '2026-07-28';

const claim = 'io.modelcontextprotocol/protocolVersion';
const nameParameters = {
  'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri',
  'tasks/get': 'taskId', 'tasks/update': 'taskId', 'tasks/cancel': 'taskId',
};

// The version that a message names in its `_meta`, if it does.
export function claimedVersion({ params }) {
  return params?._meta?.[claim];
}

export function isModern(message, headers) {
  return claimedVersion(message) !== undefined || headers['mcp-protocol-version'] === modern;
}

// Whether `_meta` has what every modern request must have; without it the server's error is a Bad Request.
export function hasMeta({ params }) {
  const capabilities = params?._meta?.['io.modelcontextprotocol/clientCapabilities'];
  return typeof params?._meta?.[claim] === 'string' && typeof capabilities === 'object' && capabilities !== null;
}

// The value of a header, `undefined` when it is encoded badly.
function decoded(value) {
  const base64 = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  if (base64 === undefined) return value;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes.toString('utf8') : undefined;
}

// What is wrong with the headers of a request that has its `_meta`; nothing when they say the same as the body.
export function headerFault(message, headers) {
  const expected = { 'MCP-Protocol-Version': claimedVersion(message), 'Mcp-Method': message.method };
  const parameter = nameParameters[message.method];
  if (typeof message.params[parameter] === 'string') expected['Mcp-Name'] = message.params[parameter];
  for (const [name, value] of Object.entries(expected)) {
    const header = headers[name.toLowerCase()];
    if (header === undefined) return `The header ${name} is missing.`;
    if (decoded(header) !== value) return `The header ${name} says ${JSON.stringify(header)}, the body ${JSON.stringify(value)}.`;
  }
  return undefined;
}

// The status that belongs to a server's response.
export function statusOf({ error }, request) {
  if (!error) return 200;
  if (error.code === -32602) return hasMeta(request) ? 200 : 400;
  return { '-32700': 400, '-32600': 400, '-32601': 404, '-32021': 400, '-32022': 400 }[error.code] ?? 200;
}
