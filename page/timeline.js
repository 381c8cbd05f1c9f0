// A point of a timeline opens its article: in the sources beside it, else as a whole.
(() => {
  "use strict";
  const POINT = ".timeline .point, .timeline .timeline-item";

  function openPoint(point) {
    const id = point.dataset.document;
    const card = point
      .closest(".sources")
      ?.querySelector(`.card[data-document="${CSS.escape(id)}"]`);
    if (!card) window.geungeo?.openArticle?.(id);
    else if (card.hasAttribute("aria-current")) card.scrollIntoView({ block: "start" });
    else card.querySelector(".card-head").click();
  }

  document.addEventListener("click", (event) => {
    const point = event.target.closest?.(POINT);
    if (point) openPoint(point);
  });

  // A <button> turns these keys into a click by itself; a group of an SVG does not.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    const point = event.target.closest?.(".timeline .point");
    if (!point) return;
    event.preventDefault();
    openPoint(point);
  });
})();
