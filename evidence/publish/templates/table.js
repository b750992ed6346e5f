"use strict";
(() => {
  const table = document.getElementById("studies"), body = table.tBodies[0];
  const rows = Array.from(body.rows), texts = rows.map(r => r.textContent.toLowerCase());
  const shown = document.getElementById("shown");
  document.getElementById("filter").addEventListener("input", e => {
    const words = e.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    rows.forEach((row, i) => { const ok = words.every(w => texts[i].includes(w)); row.hidden = !ok; n += ok; });
    shown.textContent = n + " shown";
  });
  table.querySelectorAll("th button").forEach((button, column) => button.addEventListener("click", () => {
    const head = button.parentElement, down = head.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th").forEach(h => h.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const keys = new Map(rows.map(r => [r, r.cells[column].textContent]));
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    body.append(...rows.slice().sort((a, b) => (down ? -1 : 1) * compare(keys.get(a), keys.get(b))));
  }));
})();
