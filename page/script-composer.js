// Asking: the field, its filters and settings, and what is sent along with a question.
(() => {
  "use strict";
  const { $, $$, set, recall, remember, inAddress, setAddress, language } = window.geungeo;
  const g = window.geungeo;

  let askedAt = 0; // when a question was sent that the server hasn't shown yet
  const answering = () => Boolean($("#live [data-busy]")) || Date.now() - askedAt < 4000;
  const tell = (name, detail) =>
    $(".composer")?.dispatchEvent(new CustomEvent(`geungeo-${name}`, { detail, bubbles: true }));

  // -- settings, kept in this browser ---------------------------------------------------------

  function options() {
    try {
      return JSON.parse(recall("options", "{}")) ?? {};
    } catch {
      return {};
    }
  }

  function useOptions() {
    document.documentElement.dataset.scores = options().scores ? "on" : "off";
  }

  function fillSettings(form) {
    const chosen = { length: "normal", theme: recall("theme", "auto"), ...options() };
    for (const name of ["length", "theme"]) {
      const radio = $(`[name="${name}"][value="${CSS.escape(chosen[name])}"]`, form);
      if (radio) radio.checked = true;
    }
    const passages = form.elements.passages;
    passages.value = chosen.passages ?? $("[data-usual]", passages)?.value;
    form.elements.scores.checked = Boolean(chosen.scores);
  }

  function takeSettings(form) {
    const data = new FormData(form);
    const chosen = {
      length: data.get("length"),
      passages: Number(data.get("passages")),
      scores: data.has("scores"),
    };
    remember("options", JSON.stringify(chosen));
    remember("theme", data.get("theme"));
    g.useTheme(data.get("theme"));
    useOptions();
  }

  // -- which articles ---------------------------------------------------------------------------

  const narrowed = { from: "", to: "", publishers: new Map(), languages: new Map(), documents: new Map() };
  const LISTS = ["publishers", "languages", "documents"];
  const SINCE = { ko: (day) => `${day}부터`, en: (day) => `from ${day}` };
  const UNTIL = { ko: (day) => `${day}까지`, en: (day) => `to ${day}` };
  const WITHOUT = { ko: (name) => `‘${name}’ 조건 빼기`, en: (name) => `Remove “${name}”` };

  function scope() {
    const lists = LISTS.map((name) => [name, [...narrowed[name].keys()]]);
    return { from: narrowed.from, to: narrowed.to, ...Object.fromEntries(lists) };
  }

  async function openNarrow() {
    const panel = $("#narrowing");
    const opening = panel.hidden;
    if (opening) {
      try {
        panel.innerHTML = await g.fetchHtml("/geungeo/narrow");
      } catch (error) {
        return g.notice(error.message);
      }
      fillNarrow();
      findTitles("");
      g.labelEverything(panel);
    }
    panel.hidden = !opening;
    const opener = $('.below [data-do="narrow"]');
    set(opener, "aria-expanded", String(opening));
    (opening ? $("input", panel) : opener).focus({ preventScroll: true });
  }

  function fillNarrow() {
    const panel = $("#narrowing");
    for (const name of ["from", "to"]) {
      const field = $(`[name="${name}"]`, panel);
      if (field) field.value = narrowed[name];
    }
    for (const box of $$('[type="checkbox"]', panel))
      box.checked = narrowed[box.name].has(box.value);
  }

  function takeNarrow(field) {
    if (field.type === "checkbox") {
      const name = field.dataset.title ?? [...$$(".say", field.parentElement)].map((s) => s.textContent);
      if (field.checked) narrowed[field.name].set(field.value, name);
      else narrowed[field.name].delete(field.value);
    } else if (field.type === "date") narrowed[field.name] = field.value;
    showNarrowed();
  }

  let searching = 0;
  async function findTitles(words) {
    const mine = ++searching;
    const html = await g.fetchHtml(`/geungeo/titles?q=${encodeURIComponent(words)}`).catch(() => "");
    const found = $("#narrowing .found");
    if (!found || mine !== searching) return;
    found.innerHTML = html;
    fillNarrow();
  }

  function showNarrowed() {
    const line = $("#narrowed");
    const chips = [];
    const chip = (name, take) => {
      const button = document.createElement("button");
      const cross = document.createElement("i");
      const words = Array.isArray(name) ? name[language() === "ko" ? 0 : 1] : name;
      cross.textContent = "×";
      set(cross, "aria-hidden", "true");
      button.type = "button";
      button.className = "filter set";
      button.append(words, cross);
      button.setAttribute("aria-label", WITHOUT[language()](words));
      button.addEventListener("click", () => {
        take();
        showNarrowed();
        fillNarrow();
      });
      chips.push(button);
    };
    if (narrowed.from) chip(SINCE[language()](narrowed.from), () => (narrowed.from = ""));
    if (narrowed.to) chip(UNTIL[language()](narrowed.to), () => (narrowed.to = ""));
    for (const list of LISTS)
      for (const [value, name] of narrowed[list]) chip(name, () => narrowed[list].delete(value));
    line.replaceChildren(...chips);
    line.hidden = !chips.length;
  }

  function unnarrow() {
    narrowed.from = narrowed.to = "";
    for (const list of LISTS) narrowed[list].clear();
    fillNarrow();
    showNarrowed();
  }

  g.askAbout = (id, title) => {
    unnarrow();
    narrowed.documents.set(id, title);
    showNarrowed();
    g.show("chat");
    $("#question").focus();
  };

  // -- asking -----------------------------------------------------------------------------------

  function ask(question, more = {}) {
    if (!question.trim() || answering()) return false;
    g.show("chat");
    const field = $("#question");
    if (!more.replaced) field.value = "";
    fit(field);
    askedAt = Date.now();
    setTimeout(refresh, 4100);
    setAddress({ q: question.length < 500 ? question.trim() : "" });
    tell("submit", { question, scope: scope(), options: options(), ...more });
    refresh();
    return true;
  }

  function fit(field) {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
  }

  function refresh() {
    const busy = answering();
    const send = $("#composer .send");
    if (!send) return;
    if (send.disabled !== busy) send.disabled = busy;
    const stop = $("#composer .stop");
    if (stop.hidden === busy) stop.hidden = !busy;
    for (const other of $$('.example, button.filter:not(.set), [data-do="again"], [data-do="edit"]'))
      if (other.disabled !== busy) other.disabled = busy;
  }

  Object.assign(g, {
    ask, tell, fit, answering,
    refreshComposer: refresh,
    shown: () => (askedAt = 0),
  });

  // -- what the user does ---------------------------------------------------------------------

  const ACTIONS = {
    clear: () => {
      askedAt = 0;
      setAddress({ q: "", c: "" });
      tell("clear");
      g.show("chat");
      $("#question")?.focus();
    },
    stop: () => tell("stop"),
    narrow: openNarrow,
    unnarrow,
    settings: () => g.openDialog("settings", "/geungeo/settings"),
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("button");
    if (!pressed) return;
    if (pressed.matches("button.filter:not(.set)"))
      ask(pressed.dataset.question, {
        unwanted: JSON.parse(pressed.dataset.unwanted),
        again: Number(pressed.dataset.again),
      });
    else if (pressed.matches(".example")) ask($(`.say[lang="${language()}"]`, pressed).textContent);
    else if (Object.hasOwn(ACTIONS, pressed.dataset.do ?? "")) ACTIONS[pressed.dataset.do]();
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches(".composer, .narrow, .settings")) event.preventDefault();
    if (event.target.matches(".composer")) ask($("textarea", event.target).value);
  });

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches("#question")) fit(field);
    else if (field.matches(".chosen [type=search]")) findTitles(field.value);
    else if (field.closest(".narrow")) takeNarrow(field);
    else if (field.closest("form.settings")) takeSettings(field.form);
  });

  document.addEventListener("geungeo:shown", (event) => {
    const form = $("form.settings", event.target);
    if (form) fillSettings(form);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && $("#question")) {
      event.preventDefault();
      g.show("chat");
      $("#question").focus();
    }
    // While an input method composes a syllable, Enter ends the syllable, not the question.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    if (!event.target.matches?.("#question")) return;
    event.preventDefault();
    ask(event.target.value);
  });

  useOptions();
  document.addEventListener("geungeo:begun", () => {
    const field = $("#question");
    const shared = inAddress("q");
    if (!field || !shared || inAddress("c")) return;
    field.value = shared; // not asked by itself: a link must not make the model work
    fit(field);
  });
})();
