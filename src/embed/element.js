// <sprout-sheet>: a worksheet inside anyone's article. The build puts messages.js and this into one
// function, embed.js: a classic script without needs, and without names that a page could have too.
// How authors use it: README.md; why it is so: ARCHITECTURE.md. Every byte is a byte of somebody
// else's page.
//
// The element holds a place as high as its sheet will be, with a link to the sheet in it. Near the
// view it makes the frame, and shows it once the frame has said how high it is. Where scripts or
// frames are blocked, the link stays.
const script = document.currentScript;
if (script && !customElements.get("sprout-sheet")) {
  const site = new URL(script.dataset.site || ".", script.src), home = site.origin;
  // The heights of each sheet at three widths, in Chinese and in English: a sign each, by steps.
  const HEIGHTS = __HEIGHTS__, WIDTHS = __WIDTHS__, height = (sign) => __LOW__ * __STEP__ ** (sign.charCodeAt() - __ZERO__);
  // What a frame needs: its program, saving, links that open beside, files to take along, print.
  const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals";
  // What is higher scrolls inside. A printer cuts a frame that is higher than a page.
  const HIGHEST = 30000, PAGE = 900;
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { display: block !important; min-height: 0 !important; margin-block: 1.5em; }
    :host([hidden]) { display: none !important; }
    div { position: relative; }
    p { margin: 0; position: relative; z-index: 1; }
    a { color: inherit; }
    iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; opacity: 0; }
    .here iframe { opacity: 1; }
    .here p, span { display: none; }
    .lost { height: auto !important; }
    @media print {
      div { break-inside: avoid; }
      .page { height: var(--paper) !important; }
      div:not(.page) { height: auto !important; }
      div:not(.page) iframe { display: none; }
      div:not(.page) :is(p, span) { display: block; }
    }`);
  const make = (tag, ...inside) => {
    const made = document.createElement(tag);
    made.append(...inside);
    return made;
  };
  const all = new Set(), lookAgain = () => all.forEach((sheet) => sheet.look());
  const watch = new MutationObserver(lookAgain);
  const near = new IntersectionObserver((seen) => seen.forEach(({ isIntersecting, target }) => {
    if (isIntersecting) target.open();
  }), { rootMargin: "600px" });

  customElements.define("sprout-sheet", class extends HTMLElement {
    static observedAttributes = ["sheet", "src", "lang", "fields", "height", "label", "theme", "answers", "class", "style"];
    #link = make("a");
    #line = make("span");
    #room = make("div", make("p", make("slot", this.#link), this.#line));
    #frame;
    #shown;
    #own;

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style];
      root.append(this.#room);
    }

    connectedCallback() {
      all.add(this);
      this.#reserve();
      near.observe(this);
      for (const node of [document.documentElement, document.body]) watch.observe(node, { attributes: true });
    }

    disconnectedCallback() {
      all.delete(this);
      near.unobserve(this);
      this.#frame?.remove();
      this.#frame = this.#own = undefined;
      this.#room.className = "";
    }

    attributeChangedCallback(name, was, is) {
      if (was === is || !all.has(this)) return;
      if (/theme|class|style/.test(name)) return this.look();
      this.disconnectedCallback();
      this.connectedCallback();
    }

    #asked(name) { return this.getAttribute(name) || ""; }

    get #lang() {
      const tag = this.#asked("lang") || this.parentElement?.closest("[lang]")?.lang || navigator.language;
      return /^zh(?![a-z])/i.test(tag) ? "zh-Hans" : "en";
    }

    // The place, before there is anything in it. What a text is high goes with one over its width.
    #reserve() {
      const sheet = this.#asked("sheet"), at = this.#lang === "en" ? 3 : 0;
      const width = Math.max(WIDTHS[0], Math.min(WIDTHS[2], this.#room.clientWidth)), step = width > WIDTHS[1] ? 1 : 0;
      const [low, high] = [WIDTHS[step], WIDTHS[step + 1]], known = !this.#asked("fields") && HEIGHTS[sheet]?.slice(at + step);
      const part = (1 / low - 1 / width) / (1 / low - 1 / high);
      const guess = known ? height(known) * (1 - part) + height(known[1]) * part : 480;
      this.#room.style.height = `${this.#asked("height") || guess}px`;
      if (sheet) this.#line.textContent = this.#link.href = `${site}#/w/${sheet}`;
      this.#link.textContent = this.#asked("label") || "Sproutsheet";
    }

    // Makes the frame.
    open() {
      near.unobserve(this);
      this.#reserve();
      const src = this.#asked("src"), frame = make("iframe");
      const sheet = this.#asked("sheet");
      if (!sheet) {
        // The author's own: fetched as this page may fetch it, or written inside.
        if (!src && document.readyState === "loading") return addEventListener("DOMContentLoaded", () => this.open());
        const inside = this.querySelector("script[type='application/json']")?.textContent;
        this.#own = src ? fetch(src).then((file) => file.ok ? file.text() : undefined).catch(() => {}) : inside;
      }
      if (!this.#own && !/^[\w-]+\/[\w-]+$/.test(sheet)) return this.#lose("sheet");
      frame.title = this.#asked("label") || this.querySelector("a")?.textContent || "Sproutsheet";
      frame.sandbox = SANDBOX;
      frame.allow = "clipboard-write; web-share";
      frame.referrerPolicy = "no-referrer";
      frame.src = `${site}?embed=${this.#own ? "own" : sheet}&lang=${this.#lang}&theme=${this.#around()[0]}&fields=${encodeURIComponent(this.#asked("fields"))}`;
      // A frame that was blocked loads too: as nothing that could say how high it is.
      frame.onload = () => setTimeout(() => {
        if (frame === this.#frame && !this.#room.className) this.#lose("blocked");
      }, 10000);
      this.#frame = frame;
      this.look();
      this.#room.append(frame);
    }

    async #hand(frame) {
      const definition = await this.#own;
      if (frame !== this.#frame) return;
      if (definition?.length <= 600000) this.#say("definition", { definition });
      else this.#lose("src");
    }

    #lose(reason) {
      this.#room.className = "lost";
      this.#tell({ type: "error", reason });
    }

    #tell({ type, ...said }) {
      const detail = { version: VERSION, sheet: this.#asked("sheet"), ...said };
      this.dispatchEvent(new CustomEvent(`sproutsheet:${type}`, { bubbles: true, composed: true, detail }));
    }

    #say(type, more) { this.#frame.contentWindow?.postMessage({ sproutsheet: VERSION, type, ...more }, home); }

    #around() { return around(this, this.#line, this.#asked("theme")); }

    // Tells the frame how the page looks, where that is new.
    look() {
      if (!this.#frame) return;
      const [theme, ground, plain, colours] = this.#around();
      // A frame is see-through only in the scheme of what is in it.
      this.#frame.style.colorScheme = theme;
      const shown = JSON.stringify([theme, ground, plain, colours]);
      if (shown !== this.#shown) this.#say("look", { theme, ground, plain, colours });
      this.#shown = shown;
    }

    // Hears a message, where it is from the own frame.
    hear(event) {
      const said = this.#frame && read(event, FROM_FRAME, this.#frame.contentWindow, home);
      if (!said) return;
      if (said.type === "hello") {
        this.#shown = "";
        this.look();
        this.#say("welcome", { answers: this.hasAttribute("answers") });
        if (this.#own) this.#hand(this.#frame);
      } else if (said.type === "height") {
        if (!this.hasAttribute("fixed")) this.#room.style.height = `${Math.min(said.height, HIGHEST)}px`;
        this.#room.style.setProperty("--paper", `${said.paper}px`);
        this.#room.className = said.paper > PAGE ? "here" : "here page";
        this.#say("sized", { turn: said.turn });
      } else if (said.type !== "answers" || this.hasAttribute("answers")) {
        for (const { line, column, path, what, mend } of said.mistakes || []) console.warn(`${this.#asked("src")}:${line}:${column} ${path}: ${what} ${mend}`);
        if (said.type === "ready" && !this.#asked("label")) this.#frame.title = said.name;
        this.#tell(said);
      }
    }
  });
  addEventListener("message", (event) => all.forEach((sheet) => sheet.hear(event)));
  device.addEventListener("change", lookAgain);
  addEventListener("transitionend", lookAgain);
}
