// The page's own scripts, put into it at build. Two: the first before anything is painted, the
// second when the programs may load. What the first decides (language, page) the program decides
// by the same rules (browser/settings.rs, model/route.rs).
//
// On a first visit the whole page stands there without the program, and one can write: the job card
// in this very file, other sheets and paths in a small file each (xtask/src/standing.rs). The program
// is fetched when the person first does something: moves the pointer, touches, types. Who has saved
// something before, or comes to a page that has no such file, gets it at once.
(() => {
  const page = document, root = page.documentElement, app = page.getElementById("app");
  const kept = (key) => { try { return localStorage.getItem("sproutsheet/" + key); } catch { return null; } };
  const query = new URLSearchParams(location.search);
  // A sheet inside an article; with a fragment it is that page (a link of the frame, opened beside).
  const embed = location.hash.length < 2 && query.get("embed"), theme = embed && query.get("theme");
  if (embed) root.dataset.embed = "";
  root.dataset.theme = /^(light|dark|auto)$/.test(theme) ? theme : kept("settings/theme") || "auto";
  const asked = [query.get("lang") || kept("settings/lang"), ...(navigator.languages || [])];
  const tag = asked.find((tag) => tag) || "zh";
  root.lang = /^zh(?![a-z])/i.test(tag) ? "zh-Hans" : "en";
  // Nothing writes HTML here and nothing names a script, but for this text and this worker.
  const plain = page.querySelector(`noscript[data-lang="${root.lang}"]`).textContent;
  const worker = new URL("./worker.js", page.baseURI).href;
  if (window.trustedTypes) trustedTypes.createPolicy("default", {
    createHTML: (html) => html === plain ? html : null,
    createScriptURL: (url) => url === worker ? url : null,
  });
  if (!window.WebAssembly || !app.replaceChildren || !window.HTMLDialogElement) {
    // An older browser gets the sheet as text, and the reason.
    app.innerHTML = plain;
    for (const reason of app.querySelectorAll("[data-too-old]")) reason.textContent = reason.dataset.tooOld;
    if (embed && embed !== "community/job") app.replaceWith(app.firstElementChild);
    root.dataset.old = "";
    return;
  }
  // A keyboard that comes up over what is being written: that goes where it can be seen.
  window.visualViewport?.addEventListener("resize", () => {
    const at = page.activeElement, box = at.getBoundingClientRect(), { offsetTop, height } = visualViewport;
    const isSeen = box.top >= offsetTop && box.bottom <= offsetTop + height;
    if (!embed && at.matches(".ws-blank, .ws-input") && !isSeen) at.scrollIntoView({ block: "center" });
  });
  const isHome = !embed && /^#?\/?$/.test(location.hash);
  const isCard = embed ? embed === "community/job" && !query.get("fields") : isHome || location.hash === "#/w/community/job";
  let isFirst = false, isDenied = false;
  try { isFirst = !Object.keys(localStorage).some((key) => key.startsWith("sproutsheet/")); } catch { isDenied = true; }
  // In a frame that may not keep anything the program need not hurry to say so: nothing is written yet.
  if (embed && isDenied) isFirst = true;
  // A query without any fragment may be a link that lost its end: the program says so.
  const isPlain = embed || location.hash || !location.search || /^\?lang=\w[\w-]*$/.test(location.search);
  const path = /^#\/([\w/-]+)$/.exec(location.hash)?.[1];
  const isStanding = !embed && path && "__STANDING__".split(" ").includes(path);
  if ((isCard || isStanding) && isFirst && isPlain) root.dataset.waiting = "";
  // What was written before the program came, if it never came: it takes it now, on any page. By
  // pack, sheet and address; in the page each is a span that the program reads.
  let draft = {};
  try { draft = JSON.parse(kept("draft")) || {}; } catch { /* nobody else writes there */ }
  const spans = page.body.appendChild(page.createElement("div"));
  spans.id = "draft";
  spans.hidden = true;
  const note = (at, text) => {
    draft[at] = text;
    let span = [...spans.children].find((span) => span.dataset.written === at);
    if (!span) {
      span = spans.appendChild(page.createElement("span"));
      span.dataset.written = at;
    }
    span.textContent = text;
  };
  for (const at in draft) note(at, draft[at]);
  const showHint = (blank) => {
    for (const hint of blank.closest(".ws-sentence").nextElementSibling.children) hint.classList.toggle("ws-hint--shown", hint.id === blank.id + ".hint");
  };
  // What is done while the page does not live yet. On the window, since what stands in it changes.
  const meanwhile = (sign, act) => {
    const hear = (event) => {
      const at = event.target;
      if ("ready" in root.dataset) removeEventListener(sign, hear);
      else if (at.closest && app.contains(at)) act(at, event);
    };
    addEventListener(sign, hear);
  };
  // A button that is pressed now is pressed again as soon as it lives.
  meanwhile("click", (at, event) => {
    const pressed = at.closest(".ws-skip, button, summary");
    if (!pressed) return;
    app.querySelector("[data-pressed]")?.removeAttribute("data-pressed");
    if (pressed.localName !== "summary") pressed.dataset.pressed = "";
    if (pressed.matches(".ws-skip")) event.preventDefault();
  });
  meanwhile("focusin", (at) => { if (at.matches(".ws-blank")) showHint(at); });
  meanwhile("input", (at) => {
    const sheet = at.closest("[data-sheet]")?.dataset.sheet, name = sheet?.split("/")[1] + ".";
    const isBlank = at.matches(".ws-blank"), isTick = at.type === "checkbox" || at.type === "radio";
    if (isBlank) at.toggleAttribute("data-empty", !at.textContent);
    // Several that may be ticked are one answer: all that are.
    const group = isTick && at.name ? [...app.querySelectorAll(`[name="${at.name}"]:checked`)].map(({ value }) => value).join(" ") : at.checked ? "yes" : "no";
    const id = isTick && at.name || at.id;
    if (!id.startsWith(name) || id.endsWith(".new")) {
      at.dataset.typed = "";
      return;
    }
    note(sheet + id.slice(name.length - 1), isTick ? group : isBlank ? at.textContent : at.value);
    try { localStorage.setItem("sproutsheet/draft", JSON.stringify(draft)); } catch { /* the program tells */ }
  });
  meanwhile("compositionstart", (at) => { at.dataset.composing = ""; });
  meanwhile("compositionend", (at) => { delete at.dataset.composing; });
  // Enter goes on to what comes next, as it does later (ui/sheet.rs, ui/sentence.rs).
  meanwhile("keydown", (at, event) => {
    if (event.key !== "Enter" || event.isComposing || !at.matches(".ws-blank, input.ws-input:not([id$='.new'])")) return;
    event.preventDefault();
    const all = [...app.querySelectorAll(".ws-card :is(.ws-blank, input, textarea, [data-action=share])")];
    const next = all[all.indexOf(at) + 1];
    next?.focus();
    if (next?.matches(".ws-blank")) {
      getSelection().selectAllChildren(next);
      getSelection().collapseToEnd();
    }
  });
  meanwhile("paste", (at, event) => {
    const blank = at.closest(".ws-blank");
    if (!blank) return;
    event.preventDefault();
    page.execCommand("insertText", false, event.clipboardData.getData("text/plain").trimEnd().replace(/[ \t\r]*\n/g, " "));
  });
  const prerendered = (which) => page.querySelector(`template[data-lang="${root.lang}"]${which}`);
  // What depends on saved answers comes with the program.
  const withoutRest = () => {
    for (const rest of app.querySelectorAll(".ws-masthead__tools, .ws-actions, .ws-card ~ *, .ws-reminders, .ws-foot, .ws-embed")) rest.remove();
  };
  if (!isCard) {
    // The head of the page stands there while the program is on the way; its words come below.
    if (!embed && path) {
      app.append(prerendered("").content.cloneNode(true));
      withoutRest();
      app.firstChild.remove();
      const sheet = app.querySelector(".ws-sheet"), [place, title, lead] = sheet.children;
      sheet.replaceChildren(place, title, lead);
      sheet.dataset.head = path;
      sheet.hidden = true;
    }
    return;
  }
  const shown = prerendered(isHome ? "[data-home]" : "");
  app.append(prerendered("").content.cloneNode(true));
  if (embed) {
    for (const chrome of app.querySelectorAll(".ws-skip, .ws-masthead, .ws-sheet__place, .ws-next, .ws-reminders")) chrome.remove();
    app.querySelector(".ws-foot").replaceWith(prerendered("[data-foot]").content.cloneNode(true));
    if (isDenied) {
      app.querySelector(".ws-save").dataset.saveState = "memory";
      app.querySelector(".ws-save__words").textContent = "";
      app.querySelector(".ws-save [aria-live]").textContent = __IN_MEMORY__[root.lang];
    }
  }
  if ("waiting" in root.dataset) {
    page.title = shown.dataset.title;
    if (isHome) app.querySelector("main").append(shown.content.cloneNode(true));
  } else {
    withoutRest();
  }
  // What was saved stands there at once. The program checks it when it takes over.
  let best = -1, body = "{}";
  let book = kept("settings/notebook") || "first";
  try { book = sessionStorage.getItem("sproutsheet/settings/notebook") || book; } catch { /* the last one opened */ }
  for (const slot of "ab") {
    const save = kept(book + "/community/job/" + slot) || "";
    const head = /^sproutsheet 1 (\d+) \w+\n/.exec(save);
    if (head && +head[1] > best) { best = +head[1]; body = save.slice(head[0].length); }
  }
  let answers = {};
  try { answers = JSON.parse(body).response.answers || {}; } catch { /* shown empty; told by the program */ }
  for (const blank of app.querySelectorAll(".ws-blank")) {
    const answer = answers[blank.id.slice(4)];
    const text = draft["community/" + blank.id] ?? (answer && answer.value || "");
    blank.textContent = text;
    blank.toggleAttribute("data-empty", !text);
  }
  const blanks = [...app.querySelectorAll(".ws-blank")];
  showHint(blanks.find((blank) => !blank.textContent.trim()) || blanks.at(-1));
})();
// ── module ──
if (!("old" in document.documentElement.dataset)) {
  const root = document.documentElement;
  const begun = document.querySelector("[data-head]");
  const own = (all, key) => Object.hasOwn(all, key) ? all[key] : undefined;
  const head = begun && own(JSON.parse(document.getElementById("heads").textContent)[root.lang], begun.dataset.head);
  if (head) {
    const [place, title, lead] = begun.children, [link, step] = place.childNodes;
    [title.textContent, lead.textContent, link.textContent, step.textContent] = head;
    if (head[4]) link.href = "#/p/" + head[4]; else place.remove();
    begun.hidden = false;
  }
  // What must stand in the scripts, and in the program: a file of another build is not taken.
  const sums = __SUMS__;
  const preload = (rel, href) => document.head.append(Object.assign(document.createElement("link"),
    { rel, href, as: rel === "preload" ? "fetch" : "script", crossOrigin: "", integrity: sums[href] || "" }));
  // The half of the program that speaks with the page around; it works before the rest is there.
  const frame = "embed" in root.dataset && (preload("modulepreload", "__FRAME_SCRIPT__"), import("__FRAME_SCRIPT__").catch(() => {}));
  let worker;
  const loaded = {};
  // A program beside this one, loaded once; asked for again where it did not come.
  const load = (name) => loaded[name] ??= (preload("modulepreload", name + ".js"), import(name + ".js"))
    .then(async (module) => { await module.default({ module_or_path: name + ".wasm" }); return module; })
    .catch((error) => { delete loaded[name]; throw error; });
  const site = {
    packs: __PACKS__,
    primes: __PRIMES__,
    tools: () => load("__TOOLS__"),
    files: () => load("__FILES__"),
    pictures: () => load("__PICTURES__"),
    checker: () => load("__CHECKER__"),
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
  // What the first page needs of style stands in it; the rest comes with what needs it.
  let styling;
  const style = () => styling ??= new Promise((onload, fail) => document.head.append(Object.assign(document.createElement("link"),
    { rel: "stylesheet", href: "__STYLE__", onload, onerror: () => fail(new TypeError("Failed to load the style")) })));
  const begin = () => {
    preload("modulepreload", "__APP_SCRIPT__");
    preload("modulepreload", "__APP_PARTS__");
    preload("preload", (own(site.packs, location.hash.split("/")[2]) || site.packs.community)[root.lang]);
    // Who comes to paper waits for the program that lays it out.
    if (location.hash.startsWith("#/print/")) site.files().catch(() => {});
    const wasm = fetch("__APP_WASM__", { integrity: sums["__APP_WASM__"] });
    Promise.all([import("__APP_SCRIPT__"), wasm, frame, style()])
      .then(async ([module, file, side]) => {
        await module.default({ module_or_path: file });
        site.frame = side || undefined;
        module.start(site);
      })
      .catch((error) => {
        const said = document.createElement("p");
        said.className = "ws-lost";
        said.setAttribute("role", "alert");
        said.textContent = __FAILED__[root.lang];
        document.getElementById("app").prepend(said);
        if (frame) frame.then((it) => it?.tell("error", { reason: "program" }));
        throw error;
      });
  };
  // A page as it stands before the program is there. Parsed by the browser, so that no script in it runs.
  const standing = (path) => new Promise((done, fail) => {
    const asked = new XMLHttpRequest();
    asked.open("GET", `./page-__STANDING_SUM__.${root.lang}.${path.replaceAll("/", ".")}.html`);
    asked.responseType = "document";
    asked.onload = () => asked.status === 200 && asked.response?.querySelector("main") ? done(asked.response) : fail();
    asked.onerror = fail;
    asked.send();
  });
  const signs = ["pointerdown", "keydown", "focusin", "input", "click"];
  // In an article a pointer that passes over the sheet is no sign yet.
  if (!frame) signs.push("pointermove", "wheel", "hashchange", "storage");
  const first = () => {
    if (!("waiting" in root.dataset)) return;
    for (const sign of signs) removeEventListener(sign, first, true);
    delete root.dataset.waiting;
    begin();
  };
  if ("waiting" in root.dataset) {
    for (const sign of signs) addEventListener(sign, first, true);
    if (frame) frame.then((it) => it?.tell("ready", { name: document.title }));
    // What was done before this was heard is a sign too.
    if (document.querySelector("[data-pressed], [data-written], [data-typed], #app :focus")) first();
    if (begun) Promise.all([standing(begun.dataset.head), style()]).then(([it]) => {
      if ("ready" in root.dataset) return;
      document.title = it.title;
      const paper = it.querySelector("head template");
      if (paper) {
        const sheet = Object.assign(new CSSStyleSheet(), { isStanding: true });
        sheet.replaceSync(paper.content.textContent);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      }
      document.getElementById("app").replaceChildren(...it.body.children);
      // A style in markup is against the policy; the same through the script is not.
      for (const styled of document.querySelectorAll("[data-style]")) {
        styled.style.cssText = styled.dataset.style;
        delete styled.dataset.style;
      }
      // Paper is drawn as large as there is room (browser/paper.rs).
      for (const pages of document.querySelectorAll(".pp-pages")) {
        const zoom = (pages.parentNode.clientWidth - 8) * pages.style.getPropertyValue("--pages") / pages.offsetWidth;
        if (zoom < 1) pages.style.setProperty("--zoom", Math.max(zoom, 0.25).toFixed(3));
      }
      // What follows from the day is missing: who sees that needs the program.
      const seen = new IntersectionObserver((all) => { if (all.some(({ isIntersecting }) => isIntersecting)) first(); }, { threshold: 0.2 });
      for (const hole of document.querySelectorAll(".ws-later")) seen.observe(hole);
    }).catch(first);
  } else begin();
}
