// mount(element, options): a worksheet in a page that one builds oneself, without a frame. A module;
// how authors use it: README.md; why it is so: ARCHITECTURE.md.
//
// Each sheet is a program of its own, with its own memory, in a shadow tree of its own: no id, style or
// state can meet another's, and when it is unmounted the browser drops all of it together. What all
// share is fetched and compiled once.
import make from "__PROGRAM__";

const VERSION = 1, site = new URL(".", import.meta.url).href;
const at = (file) => new URL(file, site).href;
const whole = (files) => Object.fromEntries(Object.entries(files).map(([key, file]) => [key, typeof file === "string" ? at(file) : whole(file)]));

// Something that is got once; asked for again where it did not come.
const once = (get) => {
  let got;
  return () => got ??= get().catch((error) => { got = undefined; throw error; });
};
const file = async (name, integrity) => {
  const answer = await fetch(at(name), { integrity });
  if (!answer.ok) throw new TypeError(`Sproutsheet: ${name} is not there (${answer.status})`);
  return answer;
};
const program = once(async () => WebAssembly.compile(await (await file("__APP_WASM__", "__APP_WASM_SUM__")).arrayBuffer()));
const style = once(async () => {
  const text = await (await file("__MOUNT_STYLE__", "__MOUNT_STYLE_SUM__")).text(), sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  // A length that follows what the reader has set for text, not what the page around sets.
  try { CSS.registerProperty({ name: "--sprout-rem", syntax: "<length>", inherits: true, initialValue: "16px" }); } catch { /* another copy of this has done it */ }
  return sheet;
});
// The language of an element, also through the trees that it stands in.
const languageOf = (node) => node && (node.closest("[lang]")?.lang || languageOf(node.getRootNode().host));
// A program beside the first, loaded once for all.
const loaded = {};
const load = (name) => (loaded[name] ??= once(async () => {
  const module = await import(at(`${name}.js`));
  await module.default({ module_or_path: at(`${name}.wasm`) });
  return module;
}))();

/**
 * Puts a worksheet into an element, and resolves when it can be written on.
 *
 * The element tells what happens by the events of `<sprout-sheet>`.
 * @param {Element} element what it is put into, at the end
 * @param {object} options
 * @param {string} [options.sheet] which one: `community/job`
 * @param {string | object} [options.definition] an author's own worksheet instead: its JSON
 * @param {string} [options.lang] `zh` or `en`; else as the element or the reader has it
 * @param {"auto" | "light" | "dark"} [options.theme] `auto` follows the page around
 * @param {string | string[]} [options.fields] a part of the sheet
 * @param {boolean} [options.answers] whether to ask the reader for the answers
 * @returns {Promise<{ unmount(): void }>}
 */
export async function mount(element, { sheet = "", definition, lang, theme = "auto", fields = "", answers = false } = {}) {
  const isOwn = definition !== undefined;
  if (!(element instanceof Element)) throw new TypeError("Sproutsheet: mount wants an element, and options");
  if (!isOwn && !/^[\w-]+\/[\w-]+$/.test(sheet)) throw new TypeError("Sproutsheet: sheet wants a name like community/job");
  const [compiled, sheetStyle] = await Promise.all([program(), style()]);

  const host = document.createElement("div"), tree = host.attachShadow({ mode: "open" });
  const root = document.createElement("div"), app = document.createElement("div"), probe = document.createElement("i");
  tree.adoptedStyleSheets = [sheetStyle];
  root.className = "root";
  app.id = "app";
  root.append(app);
  tree.append(root);
  const tag = lang || languageOf(element) || navigator.language;
  const language = /^zh(?![a-z])/i.test(tag) ? "zh-Hans" : "en";
  Object.assign(root.dataset, { embed: "", mounted: "", theme: "light" });
  root.lang = language;

  let shown;
  const see = () => {
    root.append(probe);
    const [scheme, ground, plain, colours] = around(element, probe, theme);
    probe.remove();
    const now = JSON.stringify([scheme, ground, plain, colours]);
    if (now === shown) return;
    shown = now;
    look(root, { theme: scheme, ground, plain, colours });
  };
  const watch = new MutationObserver(see);
  for (const node of [document.documentElement, document.body]) watch.observe(node, { attributes: true });
  device.addEventListener("change", see);

  const tell = (type, said = {}) => element.dispatchEvent(new CustomEvent(`sproutsheet:${type}`, {
    bubbles: true, composed: true, detail: { version: VERSION, sheet, ...said },
  }));
  for (const sign of ["click", "auxclick"]) tree.addEventListener(sign, (event) => lead(event, site, root.lang, tell), true);

  let running, mounted = true;
  const ready = {};
  ready.promise = new Promise((resolve, reject) => Object.assign(ready, { resolve, reject }));
  const leave = () => { running?.stop(); running = undefined; app.replaceChildren(); };
  const begin = async () => {
    leave();
    const started = make();
    await started.init(compiled);
    if (!mounted) return;
    running = started;
    running.start({
      packs: whole(__PACKS__),
      primes: whole(__PRIMES__),
      tools: () => load("__TOOLS__"),
      files: () => load("__FILES__"),
      pictures: () => load("__PICTURES__"),
      checker: () => load("__CHECKER__"),
      offline: () => {},
      update: () => {},
      frame: {
        tell: (type, said) => {
          tell(type, said);
          if (type === "ready") ready.resolve();
          if (type === "error") ready.reject(new Error(`Sproutsheet: ${said.reason === "sheet" ? `no sheet is called ${sheet}` : said.reason}`));
        },
        hear: (listener) => {
          listener({ type: "welcome", answers }, location.origin);
          if (isOwn) listener({ type: "definition", definition: typeof definition === "string" ? definition : JSON.stringify(definition) }, location.origin);
        },
      },
      host: {
        tree,
        element: root,
        title: "",
        query: `?embed=${isOwn ? "own" : sheet}&lang=${language}&fields=${encodeURIComponent(fields)}`,
        address: site,
        again: begin,
      },
    });
  };
  const unmount = () => {
    mounted = false;
    leave();
    watch.disconnect();
    device.removeEventListener("change", see);
    host.remove();
  };
  element.append(host);
  see();
  try {
    await begin();
    await ready.promise;
  } catch (error) {
    unmount();
    throw error;
  }
  return { unmount };
}
