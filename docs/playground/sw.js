// Keeps site and playground in the browser, so that they open on a network that leads nowhere, or without any.
//
// The build writes below what the site holds: each file with the beginning of its SHA-256. A file is served as this list
// has it or not at all, so that old and new never mix; of a new version only what has changed is fetched.

const FILES = {};
const FIRST = [];

const CACHE = "kananame";
const SCOPE = new URL("./", self.location);

const key = (path) => new URL(`${path}?${FILES[path]}`, SCOPE).href;

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return a file from the cache, or from the network into it; one that is not as listed comes from the network as it is. */
async function file(path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(key(path));
  if (kept) return kept;
  const response = await fetch(new URL(path, SCOPE), { cache: "no-cache" });
  if (response.ok && (await digest(await response.clone().arrayBuffer())) === FILES[path]) await cache.put(key(path), response.clone());
  else if (response.ok) self.registration.update();
  return response;
}

async function fill(paths) {
  for (const path of paths) await file(path);
}

async function tidy() {
  const cache = await caches.open(CACHE);
  const wanted = new Set(Object.keys(FILES).map(key));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill(FIRST).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  // The pages of the language that is read; those of the other one when they are asked for.
  const pages = Object.keys(FILES).filter((path) => path.startsWith(event.data.fill));
  event.waitUntil(fill(pages).catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(SCOPE.href)) return;
  const path = decodeURI(new URL(request.url).pathname.slice(SCOPE.pathname.length)).replace(/(^|\/)$/u, "$1index.html");
  if (path in FILES) event.respondWith(file(path));
});
