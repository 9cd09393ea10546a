// Trying a change: only what differs from today goes into requests and into the address, so that both stay short.
(() => {
  "use strict";

  document.documentElement.classList.add("scripted");
  const form = document.getElementById("what-if");
  if (!form) return;

  const every = () => [...form.querySelectorAll("input[data-today], select[data-today]")];
  const counts = (field) => field.type !== "radio" || field.checked;
  const fields = () => every().filter(counts);
  const differs = (field) => field.value.trim() !== "" && field.value.trim() !== field.dataset.today;

  // What the form says, without what is as today and without what is only typed to search.
  function said() {
    const asToday = new Set(fields().filter((field) => !differs(field)).map((field) => field.name));
    const found = new URLSearchParams();
    for (const [key, value] of new FormData(form)) {
      if (key !== "q" && value !== "" && !asToday.has(key)) found.append(key, value);
    }
    return found;
  }

  function mark() {
    for (const field of every()) field.classList.toggle("changed", counts(field) && differs(field));
  }

  function forgetMistakes() {
    for (const note of form.querySelectorAll(".mistake")) note.textContent = "";
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }

  form.addEventListener("htmx:configRequest", (event) => {
    if (event.target !== form) return;
    const parameters = said();
    for (const key of [...event.detail.formData.keys()]) event.detail.formData.delete(key);
    for (const [key, value] of parameters) event.detail.formData.append(key, value);
    forgetMistakes();
    const address = new URL(form.action);
    address.search = parameters.toString();
    history.replaceState(history.state, "", address);
  });

  // A mistake that has come for a field is shown at the field too.
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const note of form.querySelectorAll(".mistake")) {
      const field = note.textContent && form.querySelector(`[aria-describedby~="${note.id}"]`);
      if (field) field.setAttribute("aria-invalid", "true");
    }
  });

  // One question at a time: the next is asked once the last is answered, so that answers come in order, none piles up,
  // and the last one is on what stands in the fields.
  const TYPING = 200;
  let isOpen = false;
  let waits = false;
  let last = said().toString();
  let timer = 0;

  function ask() {
    clearTimeout(timer);
    waits = isOpen;
    const query = said().toString();
    if (isOpen || query === last) return;
    last = query;
    htmx.trigger(form, "asked");
  }

  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target === form) isOpen = true;
  });
  // Where the server cannot be reached, this is told elsewhere than at the form.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.requestConfig.elt !== form) return;
    isOpen = false;
    if (!event.detail.successful) last = null;
    if (waits) ask();
  });
  form.addEventListener("input", () => {
    mark();
    clearTimeout(timer);
    timer = setTimeout(ask, TYPING);
  });
  for (const kind of ["change", "slid"]) {
    form.addEventListener(kind, () => {
      mark();
      ask();
    });
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-take]");
    if (!button) return;
    event.preventDefault();
    const field = document.getElementById(button.dataset.for);
    field.value = button.dataset.take;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

  // Enter in a field asks for the verdict; a button that adds fields loads the page anew.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const search = document.getElementById("find");
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    document.querySelector("#hits button")?.focus();
  });
  form.addEventListener("submit", () => {
    search.disabled = true;
    for (const field of fields()) field.disabled = !differs(field);
  });
  // Back and forward show the page as it was left: with all its fields.
  window.addEventListener("pageshow", () => {
    search.disabled = false;
    for (const field of fields()) field.disabled = false;
    mark();
  });

  // Names of services are offered as they are typed; a large model has too many to offer at once.
  let waiting = 0;
  form.addEventListener("input", (event) => {
    const typed = event.target;
    if (typed.getAttribute("list") !== "services") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = new URL(form.dataset.services, location.href);
      address.searchParams.set("q", typed.value);
      htmx.ajax("GET", address.pathname + address.search, { target: "#services", swap: "innerHTML" });
    }, 150);
  });
})();
