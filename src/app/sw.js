// Serves the files of a site that a reader has chosen to keep (boot.js, `keeperOf`): from the
// network as long as that answers, and then the copy is made new; else from the copy.
const place = `kashf ${new URL(registration.scope).pathname}`;

async function served(request) {
  const url = request.url.split(/[?#]/)[0];
  const cache = (await caches.has(place)) ? await caches.open(place) : null;
  const copy = await cache?.match(url);
  try {
    const response = await fetch(request);
    if (copy && response.status === 200) await cache.put(url, response.clone());
    return response;
  } catch (error) {
    const page = request.mode === "navigate" ? await cache?.match("index.html") : null;
    if (copy ?? page) return copy ?? page;
    throw error;
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && !request.headers.has("range")) event.respondWith(served(request));
});
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
