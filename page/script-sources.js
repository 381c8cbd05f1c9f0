// Sources: open one at its quoted sentence, then whole; walk through them; the note on a chip.
(() => {
  "use strict";
  const { $, $$, set, language } = window.geungeo;
  const g = window.geungeo;
  const narrow = () => matchMedia("(max-width: 56rem)").matches;

  let newest = "";
  let shown = { turn: "", document: "", marker: "", whole: false };
  let opening = null; // what to open when the server has sent the sources of its turn

  function refresh() {
    const section = $("#sources .sources");
    const turn = section?.dataset.turn ?? "";
    if (turn !== newest) {
      newest = turn;
      if (opening?.turn === turn) open(opening);
      else if (shown.turn !== turn) shown = { turn, document: "", marker: "", whole: false };
    }
    if (section) $$(".card", section).forEach(refreshCard);
    for (const chip of $$(".chip")) {
      const current = chip.dataset.turn === shown.turn && chip.dataset.marker === shown.marker;
      if (current) set(chip, "aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    if (!section) sheet(false);
  }

  function refreshCard(card) {
    const open = card.dataset.document === shown.document;
    if (open) set(card, "aria-current", "true");
    else card.removeAttribute("aria-current");
    card.toggleAttribute("data-whole", open && shown.whole);
    set($(".card-head", card), "aria-expanded", String(open));
    $(".article", card).hidden = !open;
    $(".whole", card).hidden = !$(".far", card) || (open && shown.whole);
    for (const mark of $$("mark", card))
      mark.classList.toggle("active", open && mark.dataset.markers.split(" ").includes(shown.marker));
  }

  function open(wanted) {
    const section = $(`#sources .sources[data-turn="${CSS.escape(wanted.turn)}"]`);
    if (!section) {
      opening = wanted;
      g.tell("select", { turn: Number(wanted.turn) });
      return;
    }
    opening = null;
    const card = wanted.document
      ? $(`.card[data-document="${CSS.escape(wanted.document)}"]`, section)
      : $(`.card[data-markers~="${CSS.escape(wanted.marker)}"]`, section);
    if (!card) return;
    const again = shown.turn === wanted.turn && shown.document === card.dataset.document;
    const whole = wanted.whole || (again && shown.marker === wanted.marker && !$("#side[data-sheet]"));
    shown = { turn: wanted.turn, document: card.dataset.document, marker: wanted.marker, whole };
    newest = wanted.turn;
    refresh();
    sheet(true);
    const target = $("mark.active", card) ?? $("p:not(.far)", card);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const mark = $("mark.active", card);
    mark?.focus({ preventScroll: true });
    (mark ? target : card).scrollIntoView({
      behavior: calm ? "auto" : "smooth",
      block: mark ? "center" : "start",
    });
  }

  function toggleCard(card) {
    const turn = card.closest(".sources").dataset.turn;
    if (card.hasAttribute("aria-current")) {
      shown = { turn, document: "", marker: "", whole: false };
      refresh();
    } else open({ turn, document: card.dataset.document, marker: card.dataset.markers.split(" ")[0] });
  }

  function backToAnswer() {
    sheet(false);
    const turn = CSS.escape(shown.turn);
    const chip =
      $(`.chip[data-turn="${turn}"][data-marker="${CSS.escape(shown.marker || "1")}"]`) ??
      $(`.turn[data-turn="${turn}"]`);
    chip?.scrollIntoView({ block: "center" });
    chip?.focus({ preventScroll: true });
  }

  // On a phone the sources are a sheet over the conversation.
  function sheet(up) {
    const side = $("#side");
    if (!side) return;
    const wanted = up && narrow();
    if (wanted === side.hasAttribute("data-sheet")) return;
    side.toggleAttribute("data-sheet", wanted);
    document.body.toggleAttribute("data-under-sheet", wanted);
  }

  function walk(step) {
    const chips = new Map(); // each source of each answer once, in reading order
    for (const chip of $$("#finished .answer .chip")) {
      const key = `${chip.dataset.turn} ${chip.dataset.marker}`;
      if (!chips.has(key)) chips.set(key, chip);
    }
    if (!chips.size) return;
    const keys = [...chips.keys()];
    const at = keys.indexOf(`${shown.turn} ${shown.marker}`);
    const next = at < 0 ? (step > 0 ? 0 : keys.length - 1) : at + step;
    const chip = chips.get(keys[(next + keys.length) % keys.length]);
    chip.scrollIntoView({ block: "nearest" });
    open({ turn: chip.dataset.turn, document: "", marker: chip.dataset.marker });
  }

  // -- the note beside a chip: title, publisher, date, quote, verdict --------------------------

  function showNote(chip) {
    let note = $("#source-note");
    if (!note) {
      note = document.createElement("div");
      note.id = "source-note";
      note.setAttribute("role", "tooltip");
      note.append(...["strong", "small", "q", "em"].map((name) => document.createElement(name)));
      document.body.append(note);
    }
    const [title, detail, quote, verdict] = note.children;
    title.textContent = chip.dataset.title;
    detail.textContent = chip.getAttribute(`data-detail-${language()}`);
    quote.textContent = chip.dataset.quote;
    verdict.textContent = chip.getAttribute(`data-verdict-${language()}`);
    note.hidden = false;
    const at = chip.getBoundingClientRect();
    const size = note.getBoundingClientRect();
    const left = Math.max(12, Math.min(at.left - 16, document.documentElement.clientWidth - size.width - 12));
    const above = at.top - size.height - 8;
    note.style.left = `${left}px`;
    note.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }

  function hideNote() {
    const note = $("#source-note");
    if (note) note.hidden = true;
  }

  // -- what the user does -----------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("button, .chip");
    if (!pressed) return;
    hideNote();
    if (pressed.matches(".chip")) {
      event.preventDefault();
      open({ turn: pressed.dataset.turn, document: "", marker: pressed.dataset.marker });
    } else if (pressed.matches(".nearest"))
      open({ turn: pressed.dataset.turn, document: pressed.dataset.document, marker: "" });
    else if (pressed.matches(".card-head")) toggleCard(pressed.closest(".card"));
    else if (pressed.matches(".whole")) open({ ...shown, whole: true });
    else if (pressed.matches(".back, .sheet-close")) backToAnswer();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hideNote();
      if ($("#side[data-sheet]")) backToAnswer();
    }
    const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    if (event.key === "]") walk(1);
    if (event.key === "[") walk(-1);
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
  addEventListener("resize", () => narrow() || sheet(false));

  Object.assign(g, { refreshSources: refresh });
})();
