// The page's own scripts, put into it at build. Two: the first before anything is painted, the
// second when the programs may load. What the first decides (language, page) the program decides
// by the same rules (browser/settings.rs, model/route.rs).
(() => {
  const page = document, root = page.documentElement, app = page.getElementById("app");
  const kept = (key) => { try { return localStorage.getItem("sproutsheet/" + key); } catch { return null; } };
  root.dataset.theme = kept("settings/theme") || "auto";
  const asked = [new URLSearchParams(location.search).get("lang") || kept("settings/lang"), ...(navigator.languages || [])];
  const tag = asked.find((tag) => tag) || "zh";
  root.lang = /^zh(?![a-z])/i.test(tag) ? "zh-Hans" : "en";
  if (!window.WebAssembly || !app.replaceChildren || !window.HTMLDialogElement) {
    // An older browser gets the sheet as text, and the reason.
    app.innerHTML = page.querySelector(`noscript[data-lang="${root.lang}"]`).textContent;
    for (const reason of app.querySelectorAll("[data-too-old]")) reason.textContent = reason.dataset.tooOld;
    root.dataset.old = "";
    return;
  }
  const preload = page.createElement("link");
  Object.assign(preload, { rel: "preload", as: "fetch", crossOrigin: "", href: __PACKS__.community[root.lang] });
  page.head.append(preload);
  if (!/^#?\/?$|^#\/w\/community\/job$/.test(location.hash)) return;
  app.append(page.querySelector(`template[data-lang="${root.lang}"]`).content.cloneNode(true));
  // What was saved stands there at once. The program checks it when it takes over.
  let best = -1, body = "{}";
  let book = kept("settings/notebook") || "first";
  try { book = sessionStorage.getItem("sproutsheet/settings/notebook") || book; } catch { /* the last one opened */ }
  for (const slot of "ab") {
    const save = kept(book + "/community/job/" + slot) || "";
    const head = /^sproutsheet 1 (\d+) \w+\n/.exec(save);
    if (head && +head[1] > best) { best = +head[1]; body = save.slice(head[0].length); }
  }
  const showHint = (blank) => {
    for (const hint of app.querySelectorAll(".ws-hint")) hint.classList.toggle("ws-hint--shown", hint.id === blank.id + ".hint");
  };
  let answers = {};
  try { answers = JSON.parse(body).response.answers || {}; } catch { /* shown empty; told by the program */ }
  for (const blank of app.querySelectorAll(".ws-blank")) {
    const answer = answers[blank.id.slice(4)];
    const text = answer && answer.value || "";
    blank.textContent = text;
    blank.toggleAttribute("data-empty", !text);
    blank.addEventListener("focus", () => showHint(blank));
    blank.addEventListener("input", () => {
      blank.toggleAttribute("data-empty", !blank.textContent);
      blank.dataset.written = "";
    });
    blank.addEventListener("compositionstart", () => { blank.dataset.composing = ""; });
    blank.addEventListener("compositionend", () => { delete blank.dataset.composing; });
    blank.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) event.preventDefault(); });
    blank.addEventListener("paste", (event) => {
      event.preventDefault();
      page.execCommand("insertText", false, event.clipboardData.getData("text/plain").trimEnd().replace(/[ \t\r]*\n/g, " "));
    });
  }
  const blanks = [...app.querySelectorAll(".ws-blank")];
  showHint(blanks.find((blank) => !blank.textContent.trim()) || blanks.at(-1));
})();
// ── module ──
if (!("old" in document.documentElement.dataset)) {
  let tools, worker;
  const site = {
    packs: __PACKS__,
    primes: __PRIMES__,
    tools: () => tools ??= import("__TOOLS_SCRIPT__")
      .then(async (module) => { await module.default({ module_or_path: "__TOOLS_WASM__" }); return module; })
      .catch((error) => { tools = undefined; throw error; }),
    // The worker that serves the site offline: made when something was saved, looked after when it is there.
    offline: (make, ready) => {
      const workers = navigator.serviceWorker, url = new URL("./worker.js", document.baseURI).href;
      if (!workers || window.parent !== window || !(make || workers.controller?.scriptURL === url)) return;
      workers.register(url).then((it) => {
        const look = () => { if (it.waiting && workers.controller) { worker = it; ready(); } };
        const follow = () => it.installing?.addEventListener("statechange", look);
        let asked = Date.now();
        look();
        follow();
        it.addEventListener("updatefound", follow);
        document.addEventListener("visibilitychange", () => {
          if (document.hidden || Date.now() < asked + 3600000) return;
          asked = Date.now();
          it.update().catch(() => {});
        });
      }).catch(() => {});
    },
    update: () => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      if (worker?.waiting) worker.waiting.postMessage("take"); else location.reload();
    },
  };
  import("__APP_SCRIPT__")
    .then(async (module) => { await module.default({ module_or_path: "__APP_WASM__" }); module.start(site); })
    .catch((error) => {
      const said = document.createElement("p");
      said.className = "ws-lost";
      said.setAttribute("role", "alert");
      said.textContent = __FAILED__[document.documentElement.lang];
      document.getElementById("app").prepend(said);
      throw error;
    });
}
