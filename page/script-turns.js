// Turns: editing, asking again, copying, thumbs; and keeping up with what the server sends.
(() => {
  "use strict";
  const { $, $$, set, language, inAddress, setAddress } = window.geungeo;
  const g = window.geungeo;

  const SAY = {
    copied: { ko: "답과 근거를 복사했습니다.", en: "The answer and its sources are copied." },
    notCopied: { ko: "복사할 수 없습니다. 브라우저가 막았습니다.", en: "The browser doesn't allow copying." },
    thanks: { ko: "고맙습니다. 평가를 남겼습니다.", en: "Thank you, noted." },
    notKept: { ko: "저장된 대화의 답에만 평가할 수 있습니다.", en: "Only answers that were kept can be rated." },
    sources: { ko: "근거", en: "Sources" },
    ask: { ko: "다시 묻기", en: "Ask" },
    cancel: { ko: "그만두기", en: "Cancel" },
    edited: { ko: "고친 질문. 이 질문 뒤의 대화는 지워집니다.", en: "Edited question. What follows it is dropped." },
  };
  const say = (name) => SAY[name][language()];

  // -- asking again -------------------------------------------------------------------------------

  const questionOf = (turn) => $(".question", turn).textContent;

  function edit(turn) {
    if ($(".editing", turn)) return;
    const form = document.createElement("form");
    const field = document.createElement("textarea");
    form.className = "editing";
    field.value = questionOf(turn);
    field.setAttribute("aria-label", say("edited"));
    const send = document.createElement("button");
    send.textContent = say("ask");
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "quiet";
    cancel.textContent = say("cancel");
    const close = () => {
      form.remove();
      $(".asked", turn).hidden = false;
      $('[data-do="edit"]', turn)?.focus();
    };
    cancel.addEventListener("click", close);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      g.ask(field.value, { replaced: Number(turn.dataset.turn) });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      form.requestSubmit();
    });
    const note = document.createElement("small");
    note.textContent = say("edited");
    form.append(field, note, send, cancel);
    $(".asked", turn).after(form);
    $(".asked", turn).hidden = true;
    field.focus();
    g.fit(field);
  }

  // -- copying ------------------------------------------------------------------------------------

  function asText(turn) {
    const said = $(".answer, .abstention > p", turn);
    const text = (said?.innerText ?? "").replaceAll("\u2060", "").trim();
    const sources = new Map();
    for (const chip of $$(".answer .chip", turn)) {
      const { marker, title, quote, source } = chip.dataset;
      const detail = chip.getAttribute(`data-detail-${language()}`);
      const named = [title, detail].filter(Boolean).join(", ");
      sources.set(Number(marker), `[${marker}] ${named}\n    “${quote}”\n    ${source}`);
    }
    const list = [...sources].sort(([a], [b]) => a - b).map(([, line]) => line);
    const ending = list.length ? `\n\n${say("sources")}\n${list.join("\n")}` : "";
    return `${questionOf(turn)}\n\n${text}${ending}\n`;
  }

  async function copy(turn) {
    try {
      await navigator.clipboard.writeText(asText(turn));
      g.notice(say("copied"));
    } catch {
      g.notice(say("notCopied"));
    }
  }

  // -- thumbs -------------------------------------------------------------------------------------

  const rated = new Map(); // "conversation turn" -> thumb
  const conversation = () => $("#finished .conversation")?.dataset.conversation ?? "";
  const keyOf = (turn) => `${conversation()} ${turn.dataset.turn}`;

  async function rate(turn, thumb, reason = "", comment = "") {
    if (!conversation()) return g.notice(say("notKept"));
    const now = rated.get(keyOf(turn)) === thumb && !reason ? "" : thumb;
    const number = Number(turn.dataset.turn);
    try {
      await g.send("POST", "/geungeo/feedback", {
        conversation: conversation(), turn: number, question: questionOf(turn), thumb: now, reason, comment,
      });
    } catch (error) {
      return g.notice(error.message);
    }
    rated.set(keyOf(turn), now);
    refreshThumbs();
    if (now === "up" || reason || comment) g.notice(say("thanks"));
  }

  function refreshThumbs() {
    for (const turn of $$("#finished .turn")) {
      const thumb = rated.get(keyOf(turn)) ?? "";
      for (const name of ["up", "down"]) {
        const button = $(`[data-do="${name}"]`, turn);
        if (button) set(button, "aria-pressed", String(thumb === name));
      }
    }
  }

  // -- what the user does ---------------------------------------------------------------------------

  const ACTIONS = {
    edit,
    copy,
    again: (turn) => g.ask(questionOf(turn), { replaced: Number(turn.dataset.turn) }),
    up: (turn) => rate(turn, "up"),
    down: (turn) => {
      const form = $("form.feedback", turn);
      form.hidden = !form.hidden;
      if (!form.hidden) {
        $("input", form).focus({ preventScroll: true });
        form.scrollIntoView({ block: "nearest" });
      }
      if (!form.hidden || rated.get(keyOf(turn)) === "down") rate(turn, "down");
    },
    rephrase: (turn, pressed) => {
      const field = $("#question");
      field.value = pressed.dataset.question;
      g.fit(field);
      field.focus();
    },
    earlier: () => g.tell("select", { earlier: true }),
  };

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("#talk button[data-do]");
    if (pressed && Object.hasOwn(ACTIONS, pressed.dataset.do))
      ACTIONS[pressed.dataset.do](pressed.closest(".turn"), pressed);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.feedback")) return;
    event.preventDefault();
    const data = new FormData(form);
    rate(form.closest(".turn"), "down", data.get("reason") ?? "", data.get("comment") ?? "");
    form.hidden = true;
  });

  // -- conversations that are kept ------------------------------------------------------------------

  document.addEventListener("geungeo:open", (event) => {
    setAddress({ c: event.detail, q: "" });
    g.tell("apply", { conversation: event.detail });
    g.show("chat");
    if (matchMedia("(max-width: 75rem)").matches) g.togglePast(false);
  });

  // -- what the server sends ------------------------------------------------------------------------

  let scheduled = false;
  let changed = new Set();
  let currentTurn = "";
  let saved = "";

  function refresh() {
    scheduled = false;
    const turn = $$("#layout .turn").at(-1);
    const number = `${conversation()} ${turn?.dataset.turn ?? ""}`;
    if (turn?.dataset.turn !== currentTurn) {
      currentTurn = turn?.dataset.turn;
      g.shown();
      turn?.scrollIntoView({ block: "start" });
    }
    const finished = $$("#finished .turn").at(-1);
    const state = finished ? `${number} ${finished.dataset.turn} ${$(".took", finished)?.textContent}` : "";
    if (state !== saved) {
      saved = state;
      if (finished) announce(finished);
    }
    for (const element of changed) if (element.isConnected) g.labelEverything(element);
    changed = new Set();
    g.refreshComposer();
    g.refreshSources();
    refreshThumbs();
  }

  function announce(turn) {
    const said = $("#said");
    const words = $(".answer, .abstention > p, .problem, .note", turn)?.innerText ?? "";
    if (said) said.textContent = words.replaceAll("\u2060", "");
    if (!conversation()) return;
    setAddress({ c: conversation() });
    document.dispatchEvent(new CustomEvent("geungeo:saved", { detail: conversation() }));
  }

  new MutationObserver((records) => {
    for (const { target } of records) changed.add(target.nodeType === 1 ? target : target.parentElement);
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(refresh);
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });

  document.addEventListener("geungeo:ready", () => {
    const kept = inAddress("c");
    if (kept) g.tell("apply", { conversation: kept });
  });

  // Only once Gradio listens can the conversation of the address be opened.
  const waiting = setInterval(() => {
    if (!$("#status .status")) return;
    clearInterval(waiting);
    document.dispatchEvent(new CustomEvent("geungeo:ready"));
  }, 50);

  if ("serviceWorker" in navigator)
    addEventListener("load", () =>
      navigator.serviceWorker.register("/geungeo/worker.js", { scope: "/" }).catch(() => {}),
    );
})();
