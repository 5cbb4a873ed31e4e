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
for (const sign of ["click", "auxclick"]) addEventListener(sign, (event) => {
  lead(event, location.origin + location.pathname, root.lang, tell);
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
    if (!asked) setTimeout(() => { look(root, asked); asked = undefined; });
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
