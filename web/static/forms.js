// What a form does beside sending: it marks fields that are wrong, warns before work is lost, and goes to the mistakes.
// Checks, rows and searches are requests of htmx that the page itself describes.
(() => {
  "use strict";
  const form = document.getElementById("entry");
  if (!form) return;
  let isChanged = Boolean(document.getElementById("summary"));

  // A field says to a screen reader that it is wrong as long as something is told below it.
  function mark() {
    for (const told of form.querySelectorAll(".told")) {
      const field = document.getElementById(told.id.slice("told-".length));
      if (!field || !field.matches("input, select, textarea")) continue;
      if (told.querySelector(".mistake")) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  // A link to a field opens the groups around it first.
  function open(event) {
    const link = event.target.closest("#summary a");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const near = field.hidden || !field.getClientRects().length ? field.closest(".field")?.querySelector("button, input") : field;
    near?.focus();
    near?.scrollIntoView({ block: "center" });
  }

  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("change", () => { isChanged = true; });
  form.addEventListener("click", (event) => { if (event.target.closest("button[name=act]")) isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  document.addEventListener("click", open);
  document.body.addEventListener("htmx:afterSettle", mark);
  addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  addEventListener("pageshow", (event) => { if (event.persisted) isChanged = false; });

  const summary = document.getElementById("summary");
  if (summary) summary.focus();
})();
