// Lets the page be installed as an app, and says so when its server isn't running.
"use strict";

const AWAY = `<!doctype html><html lang="ko"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>근거 · Geungeo</title>
<style>:root{color-scheme:light dark}body{max-width:32rem;margin:20vh auto;padding:0 1.5rem;
font:1.0625rem/1.7 system-ui,sans-serif}p+p{opacity:.8}</style>
<p><b>근거가 꺼져 있습니다.</b> 터미널에서 <code>geungeo chat</code>을 켜고 다시 여세요.</p>
<p lang="en">Geungeo isn't running. Start <code>geungeo chat</code> and open this again.</p></html>`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  const away = () =>
    new Response(AWAY, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  event.respondWith(fetch(event.request).catch(away));
});
