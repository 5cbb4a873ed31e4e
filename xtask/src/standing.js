// Reads each page off a real browser as the program makes it before anything is written, twice: on a
// narrow window in January and on a wide one in February. What differs follows from the day (or the window):
// it keeps its room in the page and is left to the program. Sent to the build as JSON: the pages, or why there are none.
const { paths, locales, page, to } = JSON.parse(document.getElementById("asked").textContent);
// Paper on which nothing is written follows from neither: once is enough.
const looks = [{ width: 390, day: Date.UTC(2024, 0, 15, 10) }, { width: 1280, day: Date.UTC(2024, 1, 6, 10) }];
const looksAt = (path) => path.startsWith("print/") ? looks.slice(1) : looks;
const pause = (millis) => new Promise((done) => { setTimeout(done, millis); });

/** The page's content once it lives and nothing in it changes any more. */
async function living(path, locale, { width, day }) {
  const frame = document.createElement("iframe");
  // The page's clock stands at this day: standing.rs puts one in that reads it.
  Object.assign(frame, { name: String(day), width, height: 800, src: `./${page}?lang=${locale}#/${path}` });
  document.body.replaceChildren(frame);
  let before = "", same = 0;
  const until = performance.now() + 30_000;
  while (same < 3) {
    await pause(40);
    // A document that is about to be parsed has no element at all.
    const inside = frame.contentDocument;
    const isThere = inside?.documentElement?.hasAttribute("data-ready") && !inside.querySelector("#app .ws-waits");
    const now = isThere ? inside.getElementById("app").innerHTML : "";
    same = now && now === before ? same + 1 : 0;
    before = now;
    if (performance.now() > until) return undefined;
  }
  return { title: frame.contentDocument.title, app: document.importNode(frame.contentDocument.getElementById("app"), true) };
}

function withoutComments(element) {
  for (const child of [...element.childNodes]) {
    if (child.nodeType === Node.COMMENT_NODE) child.remove(); else withoutComments(child);
  }
}

/** Says in markup what controls hold: it is no part of it else. */
function withAnswers(app) {
  for (const control of app.querySelectorAll("input, textarea")) {
    if (control.localName === "textarea") control.textContent = control.value;
    else if (/^(checkbox|radio)$/.test(control.type)) control.toggleAttribute("checked", control.checked);
    else if (control.value) control.setAttribute("value", control.value);
  }
}

/** Marks what is another in the second tree. */
function mark(one, other) {
  const alike = one.childNodes.length === other.childNodes.length
    && [...one.childNodes].every((child, at) => child.nodeName === other.childNodes[at].nodeName
      && (child.nodeType !== Node.TEXT_NODE || child.data === other.childNodes[at].data));
  // Rows are named after the moment that they came.
  const attributes = (element) => [...element.attributes].map(({ name, value }) => `${name}=${value.replace(/\br[0-9a-z]+-\d+-[0-9a-z]+/g, "")}`).join("\n");
  if (!alike || attributes(one) !== attributes(other)) {
    one.classList.add("ws-later");
    return;
  }
  for (const [at, child] of [...one.children].entries()) mark(child, other.children[at]);
}

/** Of the gallery's many kinds the first stand there; who comes near the others needs the program. */
const KINDS = 5;
function shorten(app) {
  for (const kind of [...app.querySelectorAll("[data-kind]")].slice(KINDS)) {
    kind.replaceChildren();
    kind.classList.add("ws-later", "ws-waits");
  }
}

async function read() {
  const found = [];
  for (const locale of locales) {
    for (const path of paths) {
      const seen = [];
      for (const look of looksAt(path)) seen.push(await living(path, locale, look));
      if (seen.includes(undefined)) continue;
      for (const { app } of seen) { withoutComments(app); withAnswers(app); shorten(app); }
      const [one, other = one] = seen;
      for (const [at, child] of [...one.app.children].entries()) if (other.app.children[at]) mark(child, other.app.children[at]);
      const whole = one.app.querySelector("main.ws-later, article.ws-later");
      if (!whole && one.title === other.title) found.push({ path, locale, title: one.title, html: one.app.innerHTML });
    }
  }
  return found;
}

const told = await read().then((pages) => ({ pages }), (error) => ({ pages: [], failed: String(error.stack ?? error) }));
await fetch(to, { method: "POST", body: JSON.stringify(told) });
