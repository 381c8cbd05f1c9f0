// The library: its list, adding and following jobs, and changes of single articles.
// The server renders all content; this file fetches it, sends forms and keeps the query.
(() => {
  "use strict";
  const { $, $$, fetchHtml, send, notice, language, labelEverything, openArticle } = window.geungeo;
  const place = () => $("#library");
  const shown = () => document.body.dataset.view === "library";

  const TOO_MUCH = {
    ko: "한 번에 500MB까지 더할 수 있습니다. 나누어서 더하세요.",
    en: "At most 500 MB can be added at once. Add it in parts.",
  };
  const MOST_BYTES = 499e6; // the form around the files takes some too
  const POLL = 700; // milliseconds between two looks at a job
  const LOOK_AGAIN = 4000; // at an index that another process is writing

  // -- the whole view ------------------------------------------------------------------------

  function query() {
    const form = $(".library-filters", place());
    return form ? new URLSearchParams(new FormData(form)) : new URLSearchParams();
  }

  // What is open, half written or finished stays when the view is drawn again.
  async function draw() {
    const finished = $$('.job[data-over="1"]', place());
    const add = $(".library-add", place());
    const scroll = scrollY;
    let html;
    try {
      html = await fetchHtml(`/geungeo/library?${query()}`);
    } catch (error) {
      return complain(error);
    }
    place().innerHTML = html;
    const jobs = $(".jobs", place());
    for (const job of finished) if (!$(`[data-job="${CSS.escape(job.dataset.job)}"]`, jobs)) jobs.append(job);
    const fresh = $(".library-add", place());
    if (add && fresh && (add.open || written(add))) fresh.replaceWith(add);
    settle();
    scrollTo(0, scroll);
    for (const job of $$('.job[data-over="0"]', jobs)) follow(job.dataset.job);
    if ($(".library-lock", place())) setTimeout(lookAgain, LOOK_AGAIN);
  }

  const written = (add) => $$("textarea", add).some((field) => field.value.trim());

  function lookAgain() {
    if (shown() && $(".library-lock", place()) && !place().contains(document.activeElement)) draw();
    else if (shown() && $(".library-lock", place())) setTimeout(lookAgain, LOOK_AGAIN);
  }

  function complain(error) {
    const line = document.createElement("p");
    line.className = "problem";
    line.setAttribute("role", "alert");
    line.textContent = error.message;
    $(".library-failed", place())?.remove();
    line.classList.add("library-failed");
    place().prepend(line);
  }

  // Options can't hold two languages: they take the text of the one that is shown.
  function settle() {
    for (const option of $$("#library option[data-text-ko]"))
      option.textContent = option.dataset[language() === "ko" ? "textKo" : "textEn"];
    labelEverything();
  }

  // -- the list --------------------------------------------------------------------------------

  let newest = 0;

  async function list(changes = {}, { page = 1 } = {}) {
    const form = $(".library-filters", place());
    if (!form) return;
    for (const [name, value] of Object.entries(changes)) form.elements[name].value = value;
    const asked = ++newest;
    const wanted = query();
    wanted.set("page", page);
    let html;
    try {
      html = await fetchHtml(`/geungeo/library/list?${wanted}`);
    } catch (error) {
      return notice(error.message);
    }
    const target = $(".library-list", place());
    if (asked !== newest || !target) return;
    target.innerHTML = html;
    labelEverything();
    if (page > 1 || changes.sort) return;
    if (target.getBoundingClientRect().top < 0) form.scrollIntoView({ block: "start" });
  }

  const NO_FILTERS = { words: "", language: "", publisher: "", state: "", since: "", until: "", cluster: "" };

  function bar(link) {
    if (link.dataset.time) {
      const [since, until] = link.dataset.time.split("/");
      return list({ since, until });
    }
    const publisher = link.dataset.publisher;
    const select = $('.library-filters [name="publisher"]', place());
    if (![...select.options].some((option) => option.value === publisher))
      select.add(new Option(publisher, publisher));
    return list({ publisher });
  }

  // -- adding, and following jobs ----------------------------------------------------------------

  async function add(form, files) {
    const given = new FormData();
    for (const file of files) given.append("files", file, file.name);
    for (const name of ["urls", "text"]) given.append(name, form?.elements[name].value ?? "");
    if ([...files].reduce((sum, file) => sum + file.size, 0) > MOST_BYTES)
      return complain(new Error(TOO_MUCH[language()]));
    const button = form && $('[type="submit"]', form);
    if (button) button.disabled = true;
    place().dataset.sending = "true";
    try {
      begin(await send("POST", "/geungeo/library", given));
      form?.reset();
      $(".library-failed", place())?.remove();
    } catch (error) {
      complain(error); // what was written stays in the form
    } finally {
      delete place().dataset.sending;
      if (button) button.disabled = false;
    }
  }

  async function reindex() {
    try {
      begin(await send("POST", "/geungeo/library/reindex"));
    } catch (error) {
      complain(error);
    }
  }

  function begin(job) {
    $(".library-lock", place())?.remove(); // the job tells whom it waits for
    $(".jobs", place()).insertAdjacentHTML("afterbegin", job.html);
    labelEverything();
    follow(job.id);
  }

  const followed = new Set();

  async function follow(id) {
    if (followed.has(id)) return;
    followed.add(id);
    let failures = 0;
    for (;;) {
      let job;
      try {
        const response = await fetch(`/geungeo/jobs/${encodeURIComponent(id)}`);
        if (response.status === 404) break; // the server was started anew
        job = await response.json();
        failures = 0;
      } catch {
        if (++failures > 20) break;
      }
      if (job) {
        update(job);
        if (job.over) break;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
    followed.delete(id);
    if (shown()) draw();
  }

  function update(job) {
    const old = $(`.job[data-job="${CSS.escape(job.id)}"]`, place());
    if (!old || old.outerHTML === job.html) return;
    const focused = old.contains(document.activeElement);
    old.outerHTML = job.html;
    labelEverything();
    if (focused) $(`.job[data-job="${CSS.escape(job.id)}"] > button`, place())?.focus();
  }

  // -- one article -------------------------------------------------------------------------------

  const articleOf = (element) => element.closest(".document")?.dataset.document;
  const address = (id) => `/geungeo/documents/${encodeURIComponent(id)}`;

  async function remove(id) {
    try {
      const gone = await send("DELETE", address(id));
      $("#article")?.close();
      refresh();
      notice(
        { ko: `${gone.ko}: ${gone.title}`, en: `${gone.en}: ${gone.title}` },
        { undo: () => bringBack(id) },
      );
    } catch (error) {
      notice(error.message);
    }
  }

  async function bringBack(id) {
    try {
      const back = await send("POST", `${address(id)}/undo`);
      notice({ ko: `${back.ko}: ${back.title}`, en: `${back.en}: ${back.title}` });
    } catch (error) {
      notice(error.message);
    }
    refresh();
  }

  async function edit(form, changes) {
    const problem = $(".problem", form);
    problem.hidden = true;
    try {
      const { id } = await send("PATCH", address(articleOf(form)), changes);
      refresh();
      openArticle(id);
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  }

  function changed(form) {
    const fields = $$("input[name]", form).filter((field) => field.value !== field.defaultValue);
    return Object.fromEntries(fields.map((field) => [field.name, field.value]));
  }

  function showForm(article, visible) {
    const form = $(".document-form", article);
    form.hidden = !visible;
    if (visible) $("input", form).focus();
    else form.reset();
  }

  function refresh() {
    document.dispatchEvent(new CustomEvent("geungeo:library"));
    if (shown()) draw();
  }

  // -- what the user does --------------------------------------------------------------------------

  const ACTIONS = {
    reindex,
    clear: () => list(NO_FILTERS),
    stop: (pressed) => send("DELETE", `/geungeo/jobs/${pressed.closest(".job").dataset.job}`).then(update, complain),
    dismiss: (pressed) => pressed.closest(".job").remove(),
    edit: (pressed) => showForm(pressed.closest(".document"), $(".document-form", pressed.closest(".document")).hidden),
    cancel: (pressed) => showForm(pressed.closest(".document"), false),
    revert: (pressed) => edit(pressed.closest("form"), { revert: true }),
    delete: (pressed) => remove(articleOf(pressed)),
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#library .bar-link");
    if (link) {
      event.preventDefault();
      return bar(link);
    }
    const pressed = event.target.closest?.("#library button, .document button");
    if (!pressed) return;
    const { library, open, sort, falling, page, cluster } = pressed.dataset;
    if (Object.hasOwn(ACTIONS, library ?? "")) ACTIONS[library](pressed);
    else if (open) openArticle(open);
    else if (sort) list({ sort, falling }).then(() => $(`.library-list [data-sort="${sort}"]`)?.focus());
    else if (page) list({}, { page }).then(() => $(".list-head")?.scrollIntoView());
    else if (cluster) list({ ...NO_FILTERS, cluster });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".library-filters")) {
      event.preventDefault();
      list();
    } else if (form.matches(".add-form")) {
      event.preventDefault();
      add(form, []);
    } else if (form.matches(".document-form")) {
      event.preventDefault();
      const changes = changed(form);
      if (Object.keys(changes).length) edit(form, changes);
      else showForm(form.closest(".document"), false);
    }
  });

  let typing = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.(".library-filters [name=words]")) return;
    clearTimeout(typing);
    typing = setTimeout(list, 250);
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches?.(".library-filters select, .library-filters [type=date]")) list();
    else if (field.matches?.('.add-form [type="file"]') && field.files.length) {
      const files = [...field.files];
      field.value = "";
      add(null, files);
    }
  });

  // -- files dropped anywhere on the library -------------------------------------------------------

  const hasFiles = (event) => shown() && [...(event.dataTransfer?.types ?? [])].includes("Files");
  let leaving = 0;

  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    place().dataset.dropping = "true";
    clearTimeout(leaving);
    leaving = setTimeout(() => delete place().dataset.dropping, 200);
  });

  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    delete place().dataset.dropping;
    if (event.dataTransfer.files.length) add(null, [...event.dataTransfer.files]);
  });

  document.addEventListener("geungeo:view", (event) => {
    if (event.detail === "library") draw();
  });
  new MutationObserver(settle).observe(document.documentElement, { attributeFilter: ["data-ui"] });
})();
