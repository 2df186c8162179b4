// Revisions before 2025-06-18 have no structured content: what an agent must be able to read from the text of a result.

function streamsOf(body) {
  const [, stdout, stderr] = /^(?:--- stdout ---\n)?([^]*?)(?:--- stderr ---\n([^]*))?$/.exec(body);
  return { stdout, stderr: stderr ?? '' };
}

// The printed text of a result that shows output, and where it ends.
function outputOf(text) {
  const end = /^\[(?:no output; )?(?:(end of output)|next_offset (\d+))\]$/m.exec(text);
  if (!end) return {};
  const body = text.slice(0, end.index);
  return { output: body, ...streamsOf(body), eof: end[1] !== undefined, ...(end[2] && { next_offset: Number(end[2]) }) };
}

// The state in "job k7f2mq9x (name) failed (exit 3) after 0.1 s".
function jobOf(text) {
  const line = /\b[Jj]ob ([a-z0-9]{8})\b(?: \(.*\))? (?:is )?(running|completed|failed|killed|lost)\b(?: \(exit (\d+)\))?/.exec(text);
  if (!line) return {};
  return { job_id: line[1], status: line[2], ...(line[3] && { exit_code: Number(line[3]) }) };
}

function startOf(text) {
  const line = /^Started job (\S+) \(pid (\d+)\)/.exec(text);
  return line ? { job_id: line[1], pid: Number(line[2]), status: 'running' } : {};
}

// "started: 2026-07-28T…" and the like, one a line.
function linesOf(text) {
  const fields = Object.fromEntries([...text.matchAll(/^(command|cwd|pid|started|ended|reason): (.*)$/gm)].map(([, name, value]) => [name, value]));
  if (fields.pid) fields.pid = Number(fields.pid);
  const amount = /^output: (\d+) bytes, (\d+) lines/m.exec(text);
  return amount ? { ...fields, output_bytes: Number(amount[1]), output_lines: Number(amount[2]) } : fields;
}

// "k7f2mq9x  failed (exit 3) after 0.1 s  name  (/folder)", one a line.
function listOf(text) {
  const lines = [...text.matchAll(/^([a-z0-9]{8}) {2}(\w+)/gm)];
  return lines.length > 0 ? { jobs: lines.map(([, job_id, status]) => ({ job_id, status })) } : {};
}

function killOf(text) {
  if (text.startsWith('There is no job')) return { status: 'not_found' };
  if (text.startsWith('The job had ended before')) return { status: 'already_terminated' };
  const killed = /(\d+) of them by SIGKILL/.exec(text);
  return killed ? { force_killed: Number(killed[1]) } : {};
}

export function fieldsOfText(text) {
  return { ...outputOf(text), ...jobOf(text), ...startOf(text), ...linesOf(text), ...listOf(text), ...killOf(text) };
}
