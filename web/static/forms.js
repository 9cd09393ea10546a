// What a form does beside sending: it marks fields that are wrong, warns before work is lost, goes to the mistakes, and
// proposes what the browser knows.
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

  // Hours are kept somewhere: a new calendar starts with where its author is.
  function propose() {
    const zone = document.getElementById("timezone");
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone && form.dataset.isNew && !isChanged && !zone.value && here?.includes("/")) zone.value = here;
  }

  // The level that holds is one of those on offer, also of those that are only being written; it follows a new name.
  function offer() {
    const tier = document.getElementById("tier");
    if (!tier) return;
    const names = [...form.querySelectorAll("[name^='tiers.'][name$='.name']")];
    const chosen = tier.selectedOptions[0];
    const row = chosen?.dataset.row ?? names.find((name) => name.value === tier.value)?.name;
    const options = names.filter((name) => name.value.trim()).map((name) => {
      const option = new Option(name.value.trim(), name.value.trim(), false, name.name === row);
      option.dataset.row = name.name;
      return option;
    });
    const lost = chosen?.value && !row ? [chosen] : [];
    tier.replaceChildren(tier.options[0], ...options, ...lost);
  }

  // A day is picked from a calendar into the list of days; one that is picked but not added is added on the way out.
  function days(list) {
    const [line, day, add] = ["div", "input", "button"].map((name) => document.createElement(name));
    line.className = "adder";
    Object.assign(day, { type: "date", className: "short", min: "1900-01-01", max: "2200-12-31" });
    day.setAttribute("aria-label", "A day to add");
    day.addEventListener("change", (event) => event.stopPropagation());
    Object.assign(add, { type: "button", className: "quiet", textContent: "Add this day" });
    const take = () => {
      if (!day.value) return;
      list.value = [...list.value.split("\n").filter((text) => text.trim()), day.value].join("\n");
      day.value = "";
      list.dispatchEvent(new Event("change", { bubbles: true }));
    };
    add.addEventListener("click", () => { take(); day.focus(); });
    form.addEventListener("submit", take);
    line.append(day, add);
    list.after(line);
  }

  form.addEventListener("input", (event) => {
    isChanged = true;
    if (event.target.name?.startsWith("tiers.")) offer();
    // What is chosen from a list counts at once, not when the field is left.
    const { list, value } = event.target;
    if (value && [...(list?.options ?? [])].some((option) => [option.value, option.label].includes(value)))
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("change", () => { isChanged = true; });
  form.addEventListener("click", (event) => { if (event.target.closest("button[name=act]")) isChanged = true; });
  // What stops a form from being sent listens to the form itself, so that it has spoken by now.
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) isChanged = false; });
  document.addEventListener("click", open);
  document.body.addEventListener("htmx:afterSettle", () => { mark(); offer(); });
  addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  addEventListener("pageshow", (event) => { if (event.persisted) isChanged = false; });

  propose();
  offer();
  form.querySelectorAll("textarea.days").forEach(days);
  const summary = document.getElementById("summary");
  if (summary) summary.focus();
})();
