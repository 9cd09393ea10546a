// Buttons that print the page, what is unfolded on paper, and the day of printing, which may be later than the page's.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  const printed = document.getElementById("printed");
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
  if (printed) addEventListener("beforeprint", () => { printed.textContent = day.format(new Date()); });
  const folded = () => document.querySelectorAll("details[data-unfold]:not([open])");
  addEventListener("beforeprint", () => {
    for (const details of folded()) {
      details.open = true;
      addEventListener("afterprint", () => { details.open = false; }, { once: true });
    }
  });
})();
