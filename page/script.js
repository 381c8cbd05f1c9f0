// Brings the page to life: language, composer, and opening a source at its quoted sentence.
// The server renders all content; this file only shows, hides, scrolls and sends events.
(() => {
  "use strict";
  const root = document.documentElement;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

  // -- language: chosen before, else the browser's ----------------------------------------

  const REMEMBERED = "geungeo.language";

  function firstLanguage() {
    let chosen = null;
    try {
      chosen = localStorage.getItem(REMEMBERED);
    } catch {
      // storage is switched off: the browser's language it is
    }
    if (chosen === "ko" || chosen === "en") return chosen;
    return (navigator.language || "").toLowerCase().startsWith("ko") ? "ko" : "en";
  }

  function useLanguage(language) {
    root.dataset.ui = language;
    root.lang = language;
    labelEverything();
  }

  function switchLanguage() {
    const language = root.dataset.ui === "ko" ? "en" : "ko";
    useLanguage(language);
    try {
      localStorage.setItem(REMEMBERED, language);
    } catch {
      // not remembered, then
    }
  }

  function set(element, attribute, value) {
    if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
  }

  function labelEverything() {
    const language = root.dataset.ui;
    for (const [name, attribute] of [["label", "aria-label"], ["placeholder", "placeholder"]]) {
      const source = `data-${name}-${language}`;
      for (const element of $$(`[${source}]`)) set(element, attribute, element.getAttribute(source));
    }
  }

  // -- composer -----------------------------------------------------------------------------

  let askedAt = 0; // when a question was sent that the server hasn't shown yet
  const answering = () => Boolean($("#live [data-busy]")) || Date.now() - askedAt < 4000;
  const tell = (name, detail) =>
    $(".composer")?.dispatchEvent(new CustomEvent(`geungeo-${name}`, { detail, bubbles: true }));

  function ask(question, taken = {}) {
    if (!question.trim() || answering()) return;
    const field = $("#composer textarea");
    field.value = "";
    fit(field);
    askedAt = Date.now();
    setTimeout(refresh, 4100);
    tell("submit", { question, ...taken });
    refresh();
  }

  function fit(field) {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
  }

  function refreshComposer() {
    const busy = answering();
    const send = $("#composer .send");
    if (!send) return;
    if (send.disabled !== busy) send.disabled = busy;
    const stop = $("#composer .stop");
    if (stop.hidden === busy) stop.hidden = !busy;
    for (const other of $$(".example, button.filter"))
      if (other.disabled !== busy) other.disabled = busy;
  }

  // -- sources ------------------------------------------------------------------------------

  let newest = "";
  let shown = { turn: "", document: "", marker: "" };

  function refreshSources() {
    const sections = $$("#sources .sources");
    const last = sections.at(-1)?.dataset.turn ?? "";
    if (last !== newest || !sections.some((section) => section.dataset.turn === shown.turn)) {
      newest = last;
      shown = { turn: last, document: "", marker: "" };
    }
    for (const section of sections) {
      section.hidden = section.dataset.turn !== shown.turn;
      if (!section.hidden) $$(".card", section).forEach(refreshCard);
    }
    for (const chip of $$(".chip")) {
      const open = chip.dataset.turn === shown.turn && chip.dataset.marker === shown.marker;
      if (open) set(chip, "aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
  }

  function refreshCard(card) {
    const open = card.dataset.document === shown.document;
    if (open) set(card, "aria-current", "true");
    else card.removeAttribute("aria-current");
    set($(".card-head", card), "aria-expanded", String(open));
    $(".article", card).hidden = !open;
    for (const mark of $$("mark", card)) {
      mark.classList.toggle("active", open && mark.dataset.markers.split(" ").includes(shown.marker));
    }
  }

  function openSource(turn, documentId, marker) {
    shown = { turn, document: documentId, marker };
    refreshSources();
    const card = $(`#sources .card[aria-current]`);
    if (!card) return;
    const target = $("mark.active", card);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = calm ? "auto" : "smooth";
    target?.focus({ preventScroll: true });
    (target ?? card).scrollIntoView({ behavior, block: target ? "center" : "start" });
  }

  function openMarker(turn, marker) {
    const section = $(`#sources .sources[data-turn="${CSS.escape(turn)}"]`);
    const card = section && $(`.card[data-markers~="${CSS.escape(marker)}"]`, section);
    if (card) openSource(turn, card.dataset.document, marker);
  }

  function backToAnswer() {
    const turn = CSS.escape(shown.turn);
    const chip =
      $(`.chip[data-turn="${turn}"][data-marker="${CSS.escape(shown.marker || "1")}"]`) ??
      $(`.turn[data-turn="${turn}"]`);
    chip?.scrollIntoView({ block: "center" });
    chip?.focus({ preventScroll: true });
  }

  function toggleCard(card) {
    const turn = card.closest(".sources").dataset.turn;
    if (card.hasAttribute("aria-current")) {
      shown = { turn, document: "", marker: "" };
      refreshSources();
    } else {
      openSource(turn, card.dataset.document, card.dataset.markers.split(" ")[0]);
    }
  }

  // -- the note beside a chip: title, publisher, date, quote ----------------------------------

  function showNote(chip) {
    let note = $("#source-note");
    if (!note) {
      note = document.createElement("div");
      note.id = "source-note";
      note.setAttribute("role", "tooltip");
      note.append(...["strong", "small", "q"].map((name) => document.createElement(name)));
      document.body.append(note);
    }
    const [title, detail, quote] = note.children;
    title.textContent = chip.dataset.title;
    detail.textContent = chip.getAttribute(`data-detail-${root.dataset.ui}`);
    quote.textContent = chip.dataset.quote;
    note.hidden = false;
    const at = chip.getBoundingClientRect();
    const size = note.getBoundingClientRect();
    const left = Math.max(12, Math.min(at.left - 16, root.clientWidth - size.width - 12));
    const above = at.top - size.height - 8;
    note.style.left = `${left}px`;
    note.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }

  function hideNote() {
    const note = $("#source-note");
    if (note) note.hidden = true;
  }

  // -- what the user does ---------------------------------------------------------------------

  const ACTIONS = {
    clear: () => {
      askedAt = 0;
      tell("clear");
      $("#composer textarea")?.focus();
    },
    language: switchLanguage,
    stop: () => tell("stop"),
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("button, .chip");
    if (!pressed) return;
    hideNote();
    if (pressed.matches(".chip")) {
      event.preventDefault();
      openMarker(pressed.dataset.turn, pressed.dataset.marker);
    } else if (pressed.matches(".nearest"))
      openSource(pressed.dataset.turn, pressed.dataset.document, "");
    else if (pressed.matches(".card-head")) toggleCard(pressed.closest(".card"));
    else if (pressed.matches(".back")) backToAnswer();
    else if (pressed.matches("button.filter"))
      ask(pressed.dataset.question, {
        unwanted: JSON.parse(pressed.dataset.unwanted),
        again: Number(pressed.dataset.again),
      });
    else if (pressed.matches(".example")) ask($(`.say[lang="${root.dataset.ui}"]`, pressed).textContent);
    else if (Object.hasOwn(ACTIONS, pressed.dataset.do ?? "")) ACTIONS[pressed.dataset.do]();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".composer")) return;
    event.preventDefault();
    ask($("textarea", event.target).value);
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches("#composer textarea")) fit(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideNote();
    // While an input method composes a syllable, Enter ends the syllable, not the question.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (!event.target.matches?.("#composer textarea")) return;
    event.preventDefault();
    ask(event.target.value);
  });

  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => {
      const chip = event.target.closest?.(".chip");
      if (chip) showNote(chip);
    });
    document.addEventListener(end, (event) => {
      if (event.target.closest?.(".chip")) hideNote();
    });
  }
  document.addEventListener("scroll", hideNote, { capture: true, passive: true });

  // -- what the server sends ------------------------------------------------------------------

  let scheduled = false;
  let currentTurn = "";

  function refresh() {
    scheduled = false;
    const turn = $$("#layout .turn").at(-1);
    const number = turn?.dataset.turn ?? "";
    if (number !== currentTurn) {
      currentTurn = number;
      askedAt = 0;
      turn?.scrollIntoView({ block: "start" });
    }
    for (const said of $$("#finished")) set(said, "aria-live", "polite");
    labelEverything();
    refreshComposer();
    refreshSources();
  }

  new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(refresh);
  }).observe(root, { childList: true, characterData: true, subtree: true });

  useLanguage(firstLanguage());
})();
