// The kept conversations: listed, searched, opened, renamed in place, exported, deleted with undo.
(() => {
  "use strict";
  const { $, $$, fetchHtml, labelEverything, language, notice, send } = window.geungeo;
  const ROUTE = "/geungeo/conversations";
  const TEXTS = {
    deleted: { ko: "대화를 지웠습니다.", en: "The conversation was deleted." },
    title: { ko: "새 제목. Enter로 저장, Esc로 취소", en: "New title. Enter saves, Esc cancels" },
  };

  const current = () => $("#finished [data-conversation]")?.dataset.conversation ?? "";
  const itemOf = (element) => element?.closest?.("#conversations li[data-conversation]");
  const idOf = (item) => item.dataset.conversation;
  const urlOf = (item) => `${ROUTE}/${encodeURIComponent(idOf(item))}`;

  // -- the list --------------------------------------------------------------------------------

  let asked = 0; // lists that were asked for; only the last one is shown
  let shown = "";

  async function begin() {
    const panel = $("#conversations");
    if (!panel) return;
    try {
      panel.innerHTML = await fetchHtml(`${ROUTE}/panel`);
    } catch (error) {
      return notice(error.message);
    }
    await refresh();
    const finished = $("#finished");
    if (finished) new MutationObserver(follow).observe(finished, { childList: true, subtree: true });
  }

  function follow() {
    if (current() !== shown) refresh();
  }

  async function refresh() {
    const list = $("#conversations .kept");
    if (!list || $(".renaming", list)) return; // a title that is being typed stays
    const number = ++asked;
    shown = current();
    const query = new URLSearchParams({ q: $("#conversations .find").value, current: shown });
    try {
      const html = await fetchHtml(`${ROUTE}?${query}`);
      if (number !== asked || $(".renaming", list)) return;
      const place = placeOf(document.activeElement);
      const opened = itemOf($(".more[aria-expanded=true]", list));
      list.innerHTML = html;
      labelEverything();
      if (opened) toggleMenu(itemOfId(idOf(opened)), true);
      if (place) focusPlace(place);
    } catch (error) {
      if (number === asked) notice(error.message);
    }
  }

  function itemOfId(id) {
    return $(`#conversations li[data-conversation="${CSS.escape(id)}"]`);
  }

  function placeOf(element) {
    const item = itemOf(element);
    return item && { id: idOf(item), css: element.matches(".more") ? ".more" : ".open" };
  }

  function focusPlace({ id, css }) {
    const item = itemOfId(id);
    (item ? $(css, item) : $("#conversations .find"))?.focus();
  }

  // -- what can be done with one -----------------------------------------------------------------

  function toggleMenu(item, open) {
    if (!item) return;
    $(".choices", item).hidden = !open;
    $(".more", item).setAttribute("aria-expanded", String(open));
  }

  const openMenus = () => $$("#conversations .more[aria-expanded=true]").map(itemOf);

  function open(item) {
    document.dispatchEvent(new CustomEvent("geungeo:open", { detail: idOf(item) }));
  }

  function rename(item) {
    const button = $(".open", item);
    const field = document.createElement("input");
    field.className = "renaming";
    field.value = $(".title", button).textContent;
    field.maxLength = 200;
    for (const name of ["ko", "en"]) field.setAttribute(`data-label-${name}`, TEXTS.title[name]);
    toggleMenu(item, false);
    button.replaceWith(field);
    labelEverything();
    field.focus();
    field.select();
    let ended = false;
    const end = async (save) => {
      if (ended) return;
      ended = true;
      const title = field.value.trim();
      const focused = document.activeElement === field;
      field.replaceWith(button);
      if (focused) button.focus();
      if (save && title && title !== $(".title", button).textContent) {
        try {
          $(".title", button).textContent = (await send("PATCH", urlOf(item), { title })).title;
        } catch (error) {
          notice(error.message);
        }
      }
      refresh();
    };
    field.addEventListener("blur", () => end(true));
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return; // Enter ends a syllable
      if (event.key === "Enter") end(true);
      else if (event.key === "Escape") end(false);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  async function remove(item) {
    const id = idOf(item);
    const wasOpen = id === current();
    try {
      const { undo } = await send("DELETE", urlOf(item));
      if (wasOpen) $('[data-do="clear"]')?.click();
      notice(TEXTS.deleted, { undo: () => restore(id, undo, wasOpen) });
    } catch (error) {
      notice(error.message);
    }
    await refresh();
    $("#conversations .find").focus();
  }

  async function restore(id, url, reopen) {
    try {
      await send("POST", url);
    } catch (error) {
      notice(error.message);
    }
    await refresh();
    const item = itemOfId(id);
    if (item && reopen && !current()) open(item);
    if (item) focusPlace({ id, css: ".open" });
  }

  function chooseLanguage(link) {
    const url = new URL(link.href);
    url.searchParams.set("language", language());
    link.href = url.href;
  }

  // -- what the user does ------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    for (const other of openMenus()) if (!other.contains(event.target)) toggleMenu(other, false);
    const pressed = event.target.closest?.("#conversations :is(button, a)");
    const item = itemOf(pressed);
    if (!item) return;
    if (pressed.matches(".open")) open(item);
    else if (pressed.matches(".more")) toggleMenu(item, $(".choices", item).hidden);
    else if (pressed.matches(".rename")) rename(item);
    else if (pressed.matches(".delete")) remove(item);
    else if (pressed.matches("a[download]")) chooseLanguage(pressed);
  });

  document.addEventListener("keydown", (event) => {
    const item = event.key === "Escape" && itemOf(event.target);
    if (!item || !openMenus().includes(item)) return;
    toggleMenu(item, false);
    $(".more", item).focus();
    event.stopPropagation();
  });

  let typed = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("#conversations .find")) return;
    clearTimeout(typed);
    typed = setTimeout(refresh, 150);
  });

  document.addEventListener("geungeo:saved", refresh);
  document.addEventListener("geungeo:begun", begin);
})();
