// A page to measure: a context of its own, slowed down over CDP, with a probe that runs before the
// page's own scripts.
import { chromium } from 'playwright-core';
import { CONTROL } from '../peers.mjs';

/** How much slower the processor is made. */
export const CPU = 4;
/** The network: bytes a second down and up, milliseconds there and back. */
export const NETWORK = { downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 };
/** After so long a sample is given up, in milliseconds. */
export const PATIENCE = 60_000;
/** How long nothing must come for a page to be idle, in milliseconds. */
const IDLE = 3_000;

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || undefined,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--enable-precise-memory-info',
    ],
  });

/** Runs in the page, before anything else. */
function probe(control) {
  const seen = { frames: [], memories: [] };
  Object.assign(window, { __probe: seen });
  const tell = (what) => window.benchTell?.(what);
  // A message that is posted in a frame's callback arrives when the frame is laid out and painted.
  const afterFrame = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(0);
  });
  Object.assign(seen, { afterFrame });

  // The first control that is there to be written into.
  const look = () => {
    const found = document.querySelector(control);
    if (!found?.getClientRects().length) return requestAnimationFrame(look);
    afterFrame((at) => {
      seen.usable = at;
      tell('usable');
    });
  };
  requestAnimationFrame(look);

  // When so many controls stand there.
  seen.whenThere = (count, start) => {
    const all = () => {
      if (document.querySelectorAll(control).length < count) return requestAnimationFrame(all);
      afterFrame((at) => {
        seen.there = at - start;
        tell('there');
      });
    };
    all();
  };

  // When a text was stored.
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function store(key, value) {
    set.call(this, key, value);
    if (seen.wanted && seen.stored === undefined && String(value).includes(seen.wanted)) {
      seen.stored = performance.now();
      tell('stored');
    }
  };

  // From a key to the frame that shows it, as long as the probe does not sleep.
  addEventListener('keydown', (event) => {
    if (seen.sleeps) return;
    afterFrame((at) => {
      seen.frames.push(at - event.timeStamp);
      tell('frame');
    });
  }, true);

  // The memory that WebAssembly takes.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const memory = (made.instance ?? made).exports?.memory;
      if (memory) seen.memories.push(memory);
      return made;
    };
  }
}

/** Gives up after a while. @template T @param {Promise<T>} work @param {string} what @param {number} [after] */
export function patiently(work, what, after = PATIENCE) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`${what}: more than ${after / 1000} s`)), after);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A context with a page in it, and all that is measured of it. */
export class Visit {
  /** @param {import('playwright-core').Browser} browser @param {{ address: string, isDown: boolean }} server */
  static async start(browser, server, { cpu = CPU, network = false } = {}) {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 390, height: 844 } });
    const visit = new Visit();
    Object.assign(visit, { context, server, address: server.address, cpu, network });
    await visit.open();
    return visit;
  }

  /** Opens a page in the context; the one before it is closed. */
  async open() {
    await this.page?.close();
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(PATIENCE);
    this.cdp = await this.context.newCDPSession(this.page);
    this.bytes = 0;
    this.requests = 0;
    this.underWay = new Set();
    this.last = Date.now();
    this.told = new Map();
    this.cdp.on('Runtime.bindingCalled', ({ payload }) => this.tell(payload));
    this.cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (!request.url.startsWith('http')) return;
      this.requests += 1;
      this.underWay.add(requestId);
      this.last = Date.now();
    });
    const ended = ({ requestId, encodedDataLength = 0 }) => {
      if (!this.underWay.delete(requestId)) return;
      this.bytes += encodedDataLength;
      this.last = Date.now();
    };
    this.cdp.on('Network.loadingFinished', ended);
    this.cdp.on('Network.loadingFailed', ended);
    await this.cdp.send('Network.enable');
    await this.cdp.send('Performance.enable');
    await this.cdp.send('Runtime.enable');
    await this.cdp.send('Runtime.addBinding', { name: 'benchTell' });
    await this.page.addInitScript(probe, CONTROL);
    await this.cdp.send('Emulation.setCPUThrottlingRate', { rate: this.cpu });
    if (this.network) await this.cdp.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK });
  }

  tell(what) {
    for (const done of this.told.get(what) ?? []) done();
    this.told.delete(what);
  }

  /** Waits until the probe tells something. @param {string} what */
  heard(what, after = PATIENCE) {
    const waiting = new Promise((done) => {
      this.told.set(what, [...(this.told.get(what) ?? []), done]);
    });
    const heard = patiently(waiting, what, after);
    // Who no longer waits (the page broke before) need not hear that it came too late.
    heard.catch(() => {});
    return heard;
  }

  /** Goes somewhere and waits for the first control. @param {string} path */
  async goto(path) {
    const usable = this.heard('usable');
    await this.page.goto(this.address + path, { waitUntil: 'commit' });
    await usable;
  }

  /** Waits until nothing has come for a while. */
  async idle() {
    const start = Date.now();
    while (this.underWay.size || Date.now() - this.last < IDLE) {
      if (Date.now() - start > PATIENCE) throw new Error('never idle');
      await pause(50);
    }
  }

  /** Presses a key. @param {string} key @param {Partial<{ code: string, windowsVirtualKeyCode: number }>} [about] */
  async key(key, about = {}) {
    const text = key.length === 1 ? key : undefined;
    const codes = text ? { code: `Key${key.toUpperCase()}`, windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0) } : about;
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, ...codes });
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key, ...codes });
  }

  tab() {
    return this.key('Tab', { code: 'Tab', windowsVirtualKeyCode: 9 });
  }

  /** Puts the focus into one of the controls. @param {number} at */
  focus(at) {
    return this.page.evaluate(
      ([control, which]) => /** @type {HTMLElement} */ (document.querySelectorAll(control)[which]).focus(),
      /** @type {const} */ ([CONTROL, at]),
    );
  }

  /** What was seen by the probe. */
  seen() {
    return this.page.evaluate(() => {
      const { usable, stored, there, frames, memories } = window.__probe;
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      return { usable, stored, there, frames, painted: paint?.startTime, wasm: memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) };
    });
  }

  /** The time that scripts took so far, in milliseconds. */
  async scriptTime() {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN);
  }

  async close() {
    await patiently(this.context.close(), 'closing', 10_000).catch(() => {});
  }
}

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
