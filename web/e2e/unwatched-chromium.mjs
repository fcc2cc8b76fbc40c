#!/usr/bin/env node
// Stands between Playwright and the browser, and keeps its debugger from service workers. One that is watched is ended in the
// middle of what it answers as soon as a newer version takes its place, and the page that asked hangs: no learner's is.
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { exit, kill, pid } from 'node:process';

const browser = spawn(process.env.HORNBOOK_CHROMIUM, process.argv.slice(2), {
  stdio: ['inherit', 'inherit', 'inherit', 'pipe', 'pipe'],
});
const UNWATCHED = ['browser', 'tab', 'service_worker'].map((type) => ({ type, exclude: true }));

/** What Playwright asks of the browser: messages that end in a zero byte. */
let asked = Buffer.alloc(0);
new Socket({ fd: 3, readable: true, writable: false })
  .on('data', (data) => {
    asked = Buffer.concat([asked, data]);
    for (let end = asked.indexOf(0); end >= 0; end = asked.indexOf(0)) {
      const message = JSON.parse(asked.subarray(0, end).toString());
      asked = asked.subarray(end + 1);
      if (message.method === 'Target.setAutoAttach') message.params.filter = [...UNWATCHED, {}];
      browser.stdio[3].write(`${JSON.stringify(message)}\0`);
    }
  })
  .on('close', () => browser.stdio[3].end());
browser.stdio[4].pipe(new Socket({ fd: 4, readable: false, writable: true }));
browser.on('exit', (code, signal) => (signal ? kill(pid, signal) : exit(code ?? 1)));
