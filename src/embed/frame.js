// The frame's half of an embedded sheet: says how high it is, looks as the page around asks, tells
// the page what happens. Stands behind messages.js in a module that start.js fetches in a frame.
// It works before the program is there, and for a page that never answers: then the frame scrolls.
const root = document.documentElement, app = document.getElementById("app");
const host = window.parent === window ? undefined : window.parent;
// Whose page it is, once it has answered; a page without an origin says "null".
let origin, listener, welcomed, isThere, isReady, asked;
// What waits for the other side: the latest of each kind for the program, the first few for the page.
const heard = new Map(), outbox = [];

const say = (type, more) => host?.postMessage({ sproutsheet: VERSION, type, ...more }, origin && origin !== "null" ? origin : "*");

// ── Height ──
// One report at a time: the next is said when the page has answered `sized`. What is measured hangs
// on the width alone, never on the height of the frame, so it comes to rest. Should it ever not, the
// reports of one cause are counted, and when they are used up the frame scrolls instead of growing.
const REPORTS = 24, WAIT = 1000;
let said = 0, turn = 0, flying = 0, left = REPORTS, width = innerWidth, timer, queued;
const measure = () => {
  // A dialog wants room too, as long as it is open.
  const dialogs = [...document.querySelectorAll("dialog[open]")].map((dialog) => dialog.scrollHeight + 48);
  return Math.ceil(Math.max(app.getBoundingClientRect().height, ...dialogs));
};
// On paper much of a sheet falls away: how high it is there is measured by laying it out so, and back
// before anything is painted. What is wider than a sheet of paper gets higher there.
const PAPER = 640;
const onPaper = () => {
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  const printed = rules.flatMap((rule) => [rule, ...(rule.cssRules || [])]).filter((rule) => rule.media?.mediaText === "print");
  for (const { media } of printed) media.mediaText = "all";
  const height = app.getBoundingClientRect().height;
  for (const { media } of printed) media.mediaText = "print";
  return Math.ceil(height * Math.max(1, innerWidth / PAPER)) + 8;
};
// Scrolling inside is for frames that did not get their height.
const settle = () => root.toggleAttribute("data-fits", innerHeight + 1 >= measure());
const report = () => {
  queued = false;
  // Before the sheet stands there whole its place is kept free by the page.
  if (!welcomed || !isThere || flying) return;
  const height = measure();
  if (height === said || !left) return;
  left -= 1;
  said = height;
  flying = turn += 1;
  say("height", { height, paper: onPaper(), turn });
  clearTimeout(timer);
  timer = setTimeout(() => { flying = 0; settle(); }, WAIT);
};
// Not by frames of animation: out of view a browser runs none, and a height is wanted there too.
const soon = () => {
  if (queued) return;
  queued = true;
  setTimeout(report);
};
const cause = () => { left = REPORTS; soon(); };
for (const sign of ["input", "keydown", "pointerdown", "click", "storage", "load"]) addEventListener(sign, cause, true);
new ResizeObserver(soon).observe(app);
new MutationObserver(soon).observe(app, { subtree: true, childList: true, characterData: true, attributes: true });
addEventListener("resize", () => {
  if (innerWidth !== width) { width = innerWidth; cause(); }
  if (!flying) settle();
});

// ── Look ──
const probe = document.createElement("i");
const styleOf = (node) => getComputedStyle(node);
// A colour as three numbers from 0 to 1; nothing where it is none, or is seen through.
const parse = (colour) => {
  probe.style.color = "";
  probe.style.color = `color-mix(in srgb, ${colour}, ${colour})`;
  if (!probe.style.color) return;
  root.append(probe);
  const [red, green, blue, alpha = 1] = styleOf(probe).color.match(/[\d.]+(e-?\d+)?/g).map(Number);
  probe.remove();
  if (alpha > 0.99) return [red, green, blue].map((part) => Math.min(1, part));
};
const mix = (one, other, part) => one.map((it, at) => it + (other[at] - it) * part);
const light = (colour) => {
  const [red, green, blue] = colour.map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const BLACK = [0, 0, 0], WHITE = [1, 1, 1];
// A colour moved towards black or white until it stands out from all these.
const kept = (colour, grounds, ratio) => {
  const worst = (it) => Math.min(...grounds.map((ground) => contrast(it, ground)));
  const end = worst(BLACK) > worst(WHITE) ? BLACK : WHITE;
  for (let part = 0; part < 1; part += 0.05) {
    const moved = mix(colour, end, part);
    if (worst(moved) >= ratio) return moved;
  }
  return end;
};
const TOKENS = ["--paper", "--sheet", "--ink", "--ink-soft", "--line", "--edge", "--sprout", "--sprout-ink", "--sprout-wash", "--sprout-mark"];
const look = ({ theme, ground, plain, colours }) => {
  root.dataset.theme = theme;
  for (const name of TOKENS) root.style.removeProperty(name);
  const token = (name) => parse(styleOf(root).getPropertyValue(name));
  const set = (name, colour) => root.style.setProperty(name, `rgb(${colour.map((it) => Math.round(it * 255)).join(" ")})`);
  // What lies behind a frame that one sees through: what the page says, else the browser's own.
  const seen = parse(ground), behind = seen || (theme === "dark" ? [0.07, 0.07, 0.07] : WHITE);
  const asked = (name) => colours[name] && parse(colours[name]);
  const card = asked("card") || token("--sheet"), wanted = asked("ink") || token("--ink");
  let paper = asked("ground") || behind;
  const both = () => [paper, card];
  // Where no ink can be read on both grounds, there is one ground.
  const isApart = both().some((it) => contrast(kept(wanted, both(), 4.5), it) < 4.5);
  if (isApart) paper = card;
  const isOwn = isApart || Boolean(asked("ground"));
  root.toggleAttribute("data-ground", isOwn);
  // A plain ground is painted once more: who looks at the frame alone sees what readers see.
  root.toggleAttribute("data-clear", !isOwn && !(seen && plain));
  const accent = asked("accent") || token("--sprout");
  set("--paper", paper);
  if (isApart || Object.keys(colours).length) {
    const ink = kept(wanted, both(), 4.5), sprout = kept(accent, both(), 4.5);
    set("--sheet", card);
    set("--ink", ink);
    set("--ink-soft", kept(mix(ink, card, 0.3), both(), 4.6));
    set("--line", mix(ink, card, 0.84));
    set("--edge", kept(mix(ink, card, 0.45), both(), 3));
    set("--sprout", sprout);
    set("--sprout-ink", kept(contrast(WHITE, sprout) > contrast(BLACK, sprout) ? WHITE : BLACK, [sprout], 4.5));
    set("--sprout-wash", mix(sprout, card, 0.87));
    set("--sprout-mark", mix(sprout, card, 0.8));
  } else {
    // The colours are the own ones: only the ground is the page's.
    for (const [name, ratio] of [["--ink", 4.5], ["--ink-soft", 4.5], ["--edge", 3], ["--sprout", 4.5]]) {
      const own = token(name);
      if (contrast(own, paper) < ratio) set(name, kept(own, both(), ratio));
    }
  }
};

// ── In view ──
// What floats (a dialog, a notice) belongs where the reader looks, not in the middle of a high frame.
// A dialog that is open stays where it is: moved under a finger that presses, it would lose the press.
const see = () => document.querySelector("dialog[open]") || new IntersectionObserver(([{ intersectionRect: { top, height } }], self) => {
  self.disconnect();
  root.style.setProperty("--seen-top", `${Math.round(top)}px`);
  root.style.setProperty("--seen-height", `${Math.round(height)}px`);
}).observe(root);
for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, see, true);

// ── Links ──
// A frame shows its sheet and nothing else: what leads elsewhere opens beside it, and the history of
// the page around stays as it is. Printing is the frame's own.
const SENDING = ["copy-link", "send-link", "copy-text", "save-picture", "save-text"].map((it) => `[data-action=${it}]`).join();
for (const sign of ["click", "auxclick"]) addEventListener(sign, (event) => {
  if (event.target.closest?.(SENDING)) tell("share");
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  if (link.dataset.action === "print") return print();
  const lang = root.lang === "en" ? "en" : "zh";
  if (link.hash.length > 1) open(`${location.pathname}?lang=${lang}${link.hash}`, "_blank", "noopener");
}, true);

// ── Messages ──
const send = (type, more) => {
  if (type === "ready" && isReady) return;
  if (type === "ready") isReady = true;
  // Answers never go to a page without a name.
  if (type !== "answers" || origin !== "null") say(type, more);
};
addEventListener("message", (event) => {
  const message = host && read(event, FROM_PAGE, host, origin);
  if (!message) return;
  origin ??= event.origin;
  if (message.type === "welcome") {
    welcomed = true;
    root.setAttribute("data-fits", "");
    for (const [type, more] of outbox.splice(0)) send(type, more);
    cause();
  } else if (message.type === "sized") {
    if (!flying || message.turn !== flying) return;
    flying = 0;
    clearTimeout(timer);
    timer = setTimeout(settle, WAIT);
    soon();
  } else if (message.type === "look") {
    // However often it is said, it is done once a turn.
    if (!asked) setTimeout(() => { look(asked); asked = undefined; });
    asked = message;
  }
  // The rest concerns the program too.
  // Of worksheets the first counts, also before the program is there.
  const isSecond = message.type === "definition" && heard.has("definition");
  if (!isSecond && !["sized", "look"].includes(message.type)) heard.set(message.type, message);
  if (listener) pass();
});
const pass = () => {
  for (const [type, message] of heard) { heard.delete(type); listener(message, origin); }
};

// The program, or the start script, says something to the page: by the list.
export const tell = (type, more = {}) => {
  if (type === "ready" || type === "error") { isThere = true; soon(); }
  const shape = Object.hasOwn(FROM_FRAME, type) && FROM_FRAME[type];
  if (!shape || !Object.entries(shape).every(([key, check]) => check(more[key]))) return;
  if (welcomed) send(type, more);
  else if (outbox.length < 50) outbox.push([type, more]);
};
// The program hears what the page says that concerns it, also what was said before it came.
export const hear = (hears) => { listener = hears; pass(); };

say("hello");
