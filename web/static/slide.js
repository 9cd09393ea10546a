// A slider, its field and its words say the same, whichever of them is moved; a chosen tier makes its way.
(() => {
  "use strict";

  const form = document.getElementById("what-if");
  if (!form) return;
  const AT = 0, TEXT = 1, WORDS = 2;
  const FAR = 5;
  const known = new WeakMap();

  function stepsOf(slider) {
    if (!known.has(slider)) known.set(slider, JSON.parse(slider.dataset.steps));
    return known.get(slider);
  }

  const sliders = () => [...form.querySelectorAll("input[type=range]")];
  const fieldOf = (slider) => document.getElementById(slider.dataset.for);
  const wordsOf = (slider) => document.getElementById(`${slider.dataset.for}-words`);
  const sliderOf = (field) => document.getElementById(`${field.id}-slide`);

  function show(slider, at, text, words) {
    slider.value = at;
    slider.setAttribute("aria-valuetext", [text || "not stated", words].filter(Boolean).join(", "));
    const said = wordsOf(slider);
    if (said.textContent !== words) said.textContent = words;
    said.dataset.at = at;
  }

  // What is typed moves the slider at once where it is a step; anything else is understood by the server, which answers.
  function follow(field) {
    const slider = sliderOf(field);
    const text = field.value.trim() || field.dataset.today;
    const step = slider && stepsOf(slider).find((one) => one[TEXT] === text);
    if (step) show(slider, step[AT], text, step[WORDS]);
    else if (slider && !text) show(slider, slider.dataset.unset, "", "");
  }

  // What the next answer will be on.
  const asked = new Map();
  form.addEventListener("htmx:configRequest", (event) => {
    if (event.target !== form) return;
    for (const slider of sliders()) asked.set(`${slider.dataset.for}-words`, fieldOf(slider).value);
  });

  function slideTo(slider, step) {
    const field = fieldOf(slider);
    field.value = step[TEXT];
    show(slider, step[AT], step[TEXT], step[WORDS]);
    field.dispatchEvent(new Event("slid", { bubbles: true }));
  }

  function nearest(slider) {
    const at = Number(slider.value);
    return stepsOf(slider).reduce((best, step) => (Math.abs(step[AT] - at) < Math.abs(best[AT] - at) ? step : best));
  }

  // A step up or down from where the level stands, which may be between two steps.
  function moved(slider, by) {
    const steps = stepsOf(slider);
    const at = Number(wordsOf(slider).dataset.at);
    const above = steps.filter((step) => step[AT] > at);
    const below = steps.filter((step) => step[AT] < at);
    const way = by > 0 ? above : below.reverse();
    return way[Math.min(Math.abs(by), way.length) - 1];
  }

  const KEYS = {
    ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: FAR, PageDown: -FAR, Home: -Infinity, End: Infinity,
  };

  form.addEventListener("keydown", (event) => {
    if (event.target.type !== "range" || !(event.key in KEYS) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const step = moved(event.target, KEYS[event.key]);
    if (step) slideTo(event.target, step);
  });

  // A slider asks by itself, and a choice when it is made: what comes before that is not for the form.
  form.addEventListener("input", (event) => {
    const target = event.target;
    if (target.type === "range") {
      event.stopPropagation();
      slideTo(target, nearest(target));
    } else if (target.type === "radio") {
      event.stopPropagation();
    } else if (target.dataset.today !== undefined) {
      follow(target);
    }
  }, true);
  form.addEventListener("change", (event) => {
    if (event.target.type === "range") event.stopPropagation();
    if (event.target.type === "radio") makeWay();
  }, true);

  // Words that were worked out for something else than stands there by now are too late.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { id } = event.detail.target;
    if (!asked.has(id)) return;
    const field = document.getElementById(id.replace(/-words$/, ""));
    event.detail.shouldSwap = field.value === asked.get(id);
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const slider of sliders()) {
      const said = wordsOf(slider);
      if (said.dataset.at !== slider.value) show(slider, said.dataset.at, fieldOf(slider).value, said.textContent);
    }
  });

  // A tier that is chosen states its own level: a field for the one of today would do nothing beside it.
  function makeWay() {
    for (const lever of form.querySelectorAll("[data-void]")) {
      const chosen = form.querySelector(`input[type=radio][name="${CSS.escape(lever.dataset.choice)}"]:checked`);
      const isVoid = chosen !== null && lever.dataset.void.split(" ").includes(chosen.value);
      const set = lever.querySelector(".set");
      (lever.querySelector(".tiers") ? set : lever).hidden = isVoid;
      const field = set.querySelector("[data-today]");
      if (isVoid && field.value !== field.dataset.today) {
        field.value = field.dataset.today;
        follow(field);
      }
    }
  }

  window.addEventListener("pageshow", () => {
    for (const slider of sliders()) follow(fieldOf(slider));
    makeWay();
  });
})();
