// A server and a browser, for the tests.

import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const root = new URL('../../../', import.meta.url).pathname;
const shots = `${root}target/explorer-page/`;

/** The program, serving: `{ address, stop }`. */
export async function serve(...args) {
  const program = process.env.EXPLORER ?? `${root}target/debug/manual-async`;
  const child = spawn(program, ['serve', '--stop-after', '170', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('error', reject).once('exit', () => reject(new Error('the server ended')));
  });
  return { address: line.match(/http:\S+/)[0], stop: () => child.kill() };
}

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
}

/** Opens the page, and keeps what it complains of and whom it asks in `troubles`. */
export async function open(browser, address, { width = 1280, height = 800, scheme = 'light', hash = '' } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  page.troubles = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && page.troubles.push(message.text()));
  page.on('pageerror', (error) => page.troubles.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) page.troubles.push(`asks ${request.url()}`);
  });
  await page.goto(address + hash);
  await answered(page, 1);
  return page;
}

/** Until the page has shown `count` answers of the server. */
export function answered(page, count) {
  return page.waitForFunction((least) => Number(document.body.dataset.answers) >= least, count);
}

export function answers(page) {
  return page.evaluate(() => Number(document.body.dataset.answers));
}

/** Puts a text into the editor, and waits for its machine. */
export async function write(page, text) {
  const before = await answers(page);
  await page.evaluate((insert) => {
    const { editor } = window.explorer;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert }, selection: { anchor: 0 } });
  }, text);
  await answered(page, before + 1);
}

/** Keeps a picture of the page. */
export async function shoot(page, name) {
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: `${shots}${name}.png` });
}
