// What all scripts of the page share: language, theme, views, fetching, notices, dialogs.
// The server renders all content; the scripts only show, hide, scroll, fetch and send events.
(() => {
  "use strict";
  const root = document.documentElement;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  // -- what the browser remembers ------------------------------------------------------------

  function recall(name, otherwise = "") {
    try {
      return localStorage.getItem(`geungeo.${name}`) ?? otherwise;
    } catch {
      return otherwise; // storage is switched off
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem(`geungeo.${name}`, value);
    } catch {
      // not remembered, then
    }
  }

  // -- the address: question, language, conversation, view --------------------------------------

  function inAddress(name) {
    return new URLSearchParams(location.search).get(name) ?? "";
  }

  function setAddress(changes) {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (name === "view") address.hash = value;
      else if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // -- language: of the address, chosen before, else the browser's ---------------------------

  const language = () => root.dataset.ui;
  const isLanguage = (name) => name === "ko" || name === "en";

  function firstLanguage() {
    const chosen = [inAddress("lang"), recall("language")].find(isLanguage);
    return chosen ?? ((navigator.language || "").toLowerCase().startsWith("ko") ? "ko" : "en");
  }

  function useLanguage(name) {
    root.dataset.ui = name;
    root.lang = name;
    labelEverything();
  }

  function switchLanguage() {
    const name = language() === "ko" ? "en" : "ko";
    useLanguage(name);
    remember("language", name);
    setAddress({ lang: name });
  }

  function set(element, attribute, value) {
    if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
  }

  function labelEverything(within = document) {
    for (const [name, attribute] of [["label", "aria-label"], ["placeholder", "placeholder"], ["hint", "title"]]) {
      const source = `data-${name}-${language()}`;
      for (const element of $$(`[${source}]`, within)) set(element, attribute, element.getAttribute(source));
    }
  }

  // -- theme: light, dark, or as the device has it ---------------------------------------------

  function useTheme(name) {
    if (name === "light" || name === "dark") root.dataset.theme = name;
    else delete root.dataset.theme;
  }

  // -- views -----------------------------------------------------------------------------------

  function show(view, { push = true } = {}) {
    const name = view === "library" ? "library" : "chat";
    const changed = document.body.dataset.view !== name;
    document.body.dataset.view = name;
    for (const button of $$("button.view")) {
      if (button.dataset.view === name) set(button, "aria-current", "page");
      else button.removeAttribute("aria-current");
    }
    if (!changed) return;
    if (push) setAddress({ view: name === "chat" ? "" : name });
    scrollTo(0, 0);
    document.dispatchEvent(new CustomEvent("geungeo:view", { detail: name }));
  }

  // -- fetching ----------------------------------------------------------------------------------

  const UNREACHABLE = {
    ko: "서버에 닿지 않습니다. `geungeo chat`이 켜져 있는지 보세요.",
    en: "The server can't be reached. Check that `geungeo chat` is still running.",
  };
  const UNEXPECTED = {
    ko: "문제가 생겼습니다. 자세한 내용은 터미널에 있습니다.",
    en: "Something went wrong. The terminal has the details.",
  };

  async function request(url, options) {
    let response;
    try {
      response = await fetch(url, options);
    } catch {
      throw new Error(UNREACHABLE[language()]);
    }
    if (response.ok) return response;
    const said = await response.json().catch(() => ({}));
    throw new Error(said[language()] ?? UNEXPECTED[language()]);
  }

  async function fetchHtml(url) {
    return (await request(url, { headers: { Accept: "text/html" } })).text();
  }

  async function send(method, url, body) {
    const headers = { "X-Geungeo": "1" };
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
    const content = body === undefined || isForm ? body : JSON.stringify(body);
    const response = await request(url, { method, headers, body: content });
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  }

  // -- notices -----------------------------------------------------------------------------------

  const UNDO = { ko: "되돌리기", en: "Undo" };
  const CLOSE = { ko: "닫기", en: "Close" };
  let fading = 0;

  function notice(text, { undo } = {}) {
    const line = $("#notice");
    if (!line) return;
    const words = document.createElement("span");
    words.textContent = typeof text === "string" ? text : text[language()];
    line.replaceChildren(words);
    if (undo) line.append(button(UNDO[language()], () => (hideNotice(), undo())));
    const close = button("×", hideNotice);
    close.setAttribute("aria-label", CLOSE[language()]);
    line.append(close);
    line.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(hideNotice, undo ? 60_000 : 6_000);
  }

  function hideNotice() {
    const line = $("#notice");
    if (line) line.hidden = true;
  }

  function button(words, pressed) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", pressed);
    return made;
  }

  // -- dialogs -----------------------------------------------------------------------------------

  function closing(name) {
    const close = button("×", () => $(`#${name}`).close());
    close.className = "close";
    close.setAttribute("aria-label", CLOSE[language()]);
    return close;
  }

  async function openDialog(name, url) {
    const dialog = $(`#${name}`);
    const body = document.createElement("div");
    body.className = "dialog-body";
    try {
      body.innerHTML = await fetchHtml(url);
    } catch (error) {
      return notice(error.message);
    }
    dialog.replaceChildren(closing(name), body);
    labelEverything();
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    dialog.dispatchEvent(new CustomEvent("geungeo:shown", { bubbles: true }));
  }

  const openArticle = (id) => openDialog("article", `/geungeo/documents/${encodeURIComponent(id)}`);

  document.addEventListener("click", (event) => {
    if (event.target.matches?.("dialog[open]")) event.target.close(); // beside its content
    const pressed = event.target.closest?.("button");
    if (!pressed) return;
    if (pressed.matches("button.view")) show(pressed.dataset.view);
    else if (pressed.dataset.do === "language") switchLanguage();
    else if (pressed.dataset.do === "past") togglePast();
  });

  function togglePast(open = document.body.dataset.past !== "open") {
    document.body.dataset.past = open ? "open" : "closed";
    for (const tool of $$('[data-do="past"]')) set(tool, "aria-expanded", String(open));
    if (matchMedia("(min-width: 75rem)").matches) remember("past", open ? "open" : "closed");
  }

  // -- beginning -----------------------------------------------------------------------------------

  window.geungeo = {
    $, $$, set, recall, remember, inAddress, setAddress, language, labelEverything, useTheme,
    fetchHtml, send, notice, show, openDialog, openArticle, togglePast,
  };

  useLanguage(firstLanguage());
  useTheme(recall("theme"));

  let begun = false;
  function begin() {
    if (begun || !$("#layout") || !$("#question") || !$("#notice")) return;
    begun = true;
    togglePast(recall("past") === "open" && matchMedia("(min-width: 75rem)").matches);
    show(location.hash === "#library" ? "library" : "chat", { push: false });
    document.dispatchEvent(new CustomEvent("geungeo:begun"));
  }
  new MutationObserver((_, observer) => {
    begin();
    if (begun) observer.disconnect();
  }).observe(root, { childList: true, subtree: true });
  addEventListener("hashchange", () => show(location.hash === "#library" ? "library" : "chat", { push: false }));
})();
