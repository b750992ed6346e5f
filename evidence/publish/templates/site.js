"use strict";
(() => {
  const said = document.getElementById("said");
  const say = text => { said.textContent = ""; requestAnimationFrame(() => { said.textContent = text; }); };

  // Copying: what an element says, without what is marked as not part of it.
  const textOf = node => {
    const held = node.cloneNode(true);
    held.querySelectorAll("button, .nocopy").forEach(n => n.remove());
    const lines = held.tagName === "OL" ? Array.from(held.children) : [held];
    return lines.map((n, i) => (lines.length > 1 ? `${i + 1}. ` : "") + n.textContent.replace(/\s+/g, " ").trim()).join("\n");
  };
  const copyOld = text => {
    const area = document.createElement("textarea");
    area.value = text; area.className = "sr"; document.body.append(area); area.select();
    const done = document.execCommand("copy"); area.remove(); return done;
  };
  document.querySelectorAll("button.copy").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = textOf(document.getElementById(button.dataset.copy));
      let done = false;
      try { await navigator.clipboard.writeText(text); done = true; } catch { done = copyOld(text); button.focus(); }
      say(done ? "Copied." : "Copying is not allowed here: select the text instead.");
    });
  });

  // What a link leads to, or what is printed, is never folded away.
  const unfold = () => {
    let node = location.hash.length > 1 && !location.hash.includes("=") ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  };
  addEventListener("hashchange", unfold); unfold();
  let folded = [];
  addEventListener("beforeprint", () => { folded = Array.from(document.querySelectorAll("details:not([open])")); folded.forEach(d => { d.open = true; }); });
  addEventListener("afterprint", () => { folded.forEach(d => { d.open = false; }); });

  // Small tables: sorted in place by a heading.
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const mark = (head, way) => {
    head.closest("tr").querySelectorAll("th").forEach(h => h.removeAttribute("aria-sort"));
    if (way) head.setAttribute("aria-sort", way);
  };
  document.querySelectorAll("table.sortable").forEach(table => table.querySelectorAll("th button").forEach(button => button.addEventListener("click", () => {
    const head = button.parentElement, down = head.getAttribute("aria-sort") === "ascending", body = table.tBodies[0];
    mark(head, down ? "descending" : "ascending");
    const told = c => c.dataset.v ?? c.textContent.replace(/^[^\p{L}\p{N}]+/u, "").trim();
    const rows = Array.from(body.rows).map(r => [told(r.cells[head.cellIndex]), r]);
    rows.sort((a, b) => (down ? -1 : 1) * collator.compare(a[0], b[0]));
    body.replaceChildren(...rows.map(r => r[1]));
  })));

  // Studies: thousands of rows are held here, and only a page of them stands in the document.
  const table = document.getElementById("studies");
  if (!table) return;
  const PAGE = 50, body = table.tBodies[0], form = document.getElementById("filters");
  const shown = document.getElementById("shown"), more = document.getElementById("more");
  const fold = text => text.normalize("NFKD").replace(/[\u0300-\u036f\u202a-\u202e\u2066-\u2069]/g, "").toLowerCase();
  const all = Array.from(body.rows, (row, order) => {
    const cells = Array.from(row.cells, c => c.textContent.trim()), d = row.dataset;
    return { row, order, text: fold(cells.slice(0, 5).join(" ")), bears: d.b.trim().split(" ").filter(Boolean).map(b => b.split("|")),
      group: d.g, year: d.y ? +d.y : null, n: d.n ? +d.n : null, notice: "x" in d,
      title: fold(row.querySelector("b").textContent), journal: fold(cells[1]), design: fold(cells[3]) };
  });
  let found = all, upTo = PAGE;
  const draw = () => {
    body.replaceChildren(...found.slice(0, upTo).map(r => r.row));
    more.hidden = found.length <= upTo;
    more.textContent = `Show ${Math.min(PAGE, found.length - upTo)} more`;
    shown.textContent = found.length ? `${found.length.toLocaleString("en")} of ${all.length.toLocaleString("en")} reports` + (found.length > upTo ? `, the first ${upTo} shown` : "") : "No report fits: clear a filter.";
  };
  const ordered = (rows, key) => {
    if (!key) return rows;
    const down = key.endsWith("-"), name = key.replace("-", "");
    const compare = (a, b) => {
      const x = a[name], y = b[name];
      if (x === y) return a.order - b.order;
      if (x === null || y === null) return x === null ? 1 : -1;
      return (x < y ? -1 : 1) * (down ? -1 : 1);
    };
    return rows.slice().sort(compare);
  };
  const value = name => form.elements[name].value;
  const find = () => {
    const words = fold(value("q")).split(/\s+/).filter(Boolean), claim = value("claim"), state = value("state"), group = value("group");
    const from = +value("from") || -Infinity, to = +value("to") || Infinity, n = +value("n") || 0, notice = form.elements.notice.checked;
    const says = b => (!claim || b[0] === claim) && (!state || b[1] === state || (b[1] === "counted" && b[2] === state));
    const years = from > -Infinity || to < Infinity;
    found = ordered(all.filter(r => (!group || r.group === group) && (!notice || r.notice) && (!n || (r.n !== null && r.n >= n))
      && (!years || (r.year !== null && r.year >= from && r.year <= to))
      && ((!claim && !state) || r.bears.some(says)) && words.every(w => r.text.includes(w))), value("sort"));
    upTo = PAGE; draw();
    const key = value("sort"), name = key.replace("-", "");
    table.querySelectorAll("th").forEach(h => h.removeAttribute("aria-sort"));
    const head = name && table.querySelector(`[data-sort="${name}"]`);
    if (head) mark(head.parentElement, key.endsWith("-") ? "descending" : "ascending");
  };
  const remember = () => {
    const held = new URLSearchParams(Array.from(new FormData(form)).filter(([, v]) => v));
    history.replaceState(null, "", "#" + held);
  };
  const recall = () => {
    const held = new URLSearchParams(location.hash.slice(1));
    for (const [name, v] of held) {
      const control = form.elements[name];
      if (!control || control.tagName === "BUTTON") continue;
      if (control.type === "checkbox") control.checked = true; else control.value = v;
    }
    find();
  };
  let wait = 0;
  form.addEventListener("input", () => { find(); clearTimeout(wait); wait = setTimeout(remember, 300); });
  form.addEventListener("reset", () => setTimeout(() => { find(); remember(); }));
  form.addEventListener("submit", e => e.preventDefault());
  more.addEventListener("click", () => { const first = found[upTo]; upTo += PAGE; draw(); first.row.querySelector("a")?.focus(); });
  table.querySelectorAll("[data-sort]").forEach(button => {
    button.disabled = false;
    button.addEventListener("click", () => {
      const name = button.dataset.sort, sort = form.elements.sort, next = sort.value === name ? name + "-" : name;
      if (!Array.from(sort.options).some(o => o.value === next)) sort.add(new Option(`${name}${next.endsWith("-") ? ", backwards" : ""}`, next));
      sort.value = next; find(); remember();
    });
  });
  form.hidden = false;
  addEventListener("hashchange", recall);
  recall();
})();
