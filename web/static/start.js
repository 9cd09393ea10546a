// The five questions: the names that are typed are offered as what can replace a need, and whoever leaves the page before
// there is a model finds the answers again in this tab.
(() => {
  "use strict";
  const KEY = "slamodel-first-model";
  const form = () => document.getElementById("questions");
  if (!form()) return;

  // Storage may be switched off in a browser: then nothing is remembered.
  function kept(act) {
    try { return act(sessionStorage); } catch { return null; }
  }

  function remember(isSent) {
    const answers = [...new FormData(form())].filter(([name]) => name !== "act");
    kept((storage) => storage.setItem(KEY, JSON.stringify({ answers, isSent })));
  }

  // Answers that have become a model come back with the Back button only, others whenever the questions are opened.
  function bringBack() {
    const { answers, isSent } = JSON.parse(kept((storage) => storage.getItem(KEY)) ?? "{}");
    const isVisit = performance.getEntriesByType("navigation")[0]?.type === "navigate";
    if (!answers || (isSent && isVisit)) return;
    const values = { ...Object.fromEntries(answers), act: "show" };
    htmx.ajax("POST", form().action, { source: "#content", target: "#content", select: "#content", swap: "outerHTML", values });
  }

  function offerNames() {
    for (const option of form().querySelectorAll(".spare option[value]:not([value=''])")) {
      const name = document.getElementById(`need-${option.value}-name`)?.value.trim();
      option.textContent = `${name || `need ${Number(option.value) + 1}`} replaces it`;
    }
  }

  // What replaces something is replaced by it: the other need says so too, unless it says something else already.
  function answerBack({ target }) {
    if (!target.matches(".spare") || !target.value) return;
    const other = document.getElementById(`need-${target.value}-spare`);
    if (other && !other.value) other.value = target.id.split("-")[1];
  }

  document.addEventListener("change", answerBack);
  document.addEventListener("input", () => { remember(false); offerNames(); });
  document.body.addEventListener("htmx:afterSettle", ({ target }) => {
    offerNames();
    if (target.id === "needs") remember(false); // a need that was taken out does not come back
  });
  document.addEventListener("submit", () => remember(true));
  document.addEventListener("click", (event) => { if (event.target.id === "anew") kept((storage) => storage.removeItem(KEY)); });

  const isFresh = !document.querySelector("main .banner") && !document.getElementById("service").value;
  if (isFresh) addEventListener("load", bringBack);
  else remember(false);
})();
