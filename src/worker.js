// The worker that serves the site without a network. xtask fills in the files of this build; a
// build that differs in any file is a new worker, which waits until the person takes it.
const NAME = "sproutsheet-__BUILD__";
const FILES = __FILES__;
const ours = (name) => name.startsWith("sproutsheet-");

addEventListener("install", (event) => {
  // The page itself past the browser's own cache; all other names change with their content.
  const page = new Request("./", { cache: "reload" });
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([page, ...FILES])));
});

addEventListener("message", (event) => {
  if (event.data === "take") skipWaiting();
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    // The build before this one stays: a tab that still shows it may want its files.
    const builds = (await caches.keys()).filter((name) => ours(name) && name !== NAME);
    await Promise.all(builds.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url), here = new URL("./", location.href);
  if (request.method !== "GET" || url.origin !== here.origin || !url.pathname.startsWith(here.pathname)) return;
  const file = url.pathname.slice(here.pathname.length);
  const isPage = request.mode === "navigate" && (file === "" || file === "index.html");
  event.respondWith((async () => {
    const cache = await caches.open(NAME), how = { ignoreSearch: true };
    // What this build lacks may be of the build before it.
    const kept = isPage ? await cache.match("./") : await cache.match(request, how) ?? await caches.match(request, how);
    return kept ?? fetch(request);
  })());
});
