// A Jobdeck of the test's own: its folder and its service.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Polls until `condition` gives something true, and gives that back.
export async function until(what, condition, seconds = 20) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}`);
    await sleep(20);
  }
}

// A process that has ended and waits to be reaped counts as gone.
export function lives(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}

export class Home {
  folder = mkdtempSync(join(tmpdir(), 'jobdeck-'));

  servicePid() {
    try {
      return Number.parseInt(readFileSync(join(this.folder, 'runtime/service.lock'), 'latin1'), 10) || undefined;
    } catch {
      return undefined;
    }
  }

  // Everything that was started with this folder as JOBDECK_HOME: service, bridges, keepers, jobs.
  processes() {
    const ours = (pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`JOBDECK_HOME=${this.folder}`);
      } catch {
        return false;
      }
    };
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && ours(name)).map(Number);
  }

  async stopService() {
    const pid = this.servicePid();
    process.kill(pid, 'SIGTERM');
    await until(`the service, process ${pid}, ends after SIGTERM`, () => !lives(pid));
  }

  // Whatever a failed test left behind.
  clear() {
    for (const pid of this.processes()) process.kill(pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
