// Buttons that print the page, and the day of printing on the paper, which may be a later one than that of the page.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  const printed = document.getElementById("printed");
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
  if (printed) addEventListener("beforeprint", () => { printed.textContent = day.format(new Date()); });
})();
