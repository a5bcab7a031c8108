{
  const matrix = document.querySelector(".matrix");
  const rows = matrix ? [...matrix.tBodies[0].rows] : [];
  const caseOf = (row) => document.getElementById(row.dataset.case);
  document.querySelectorAll("[hidden]").forEach((control) => { control.hidden = false; });

  // A link into a closed case opens it; so does what its row in the table says of it.
  const reveal = (element) => {
    for (let each = element; each; each = each.parentElement) if (each.matches("details")) each.open = true;
    element.scrollIntoView({ block: "start" });
  };
  const follow = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) reveal(target);
  };
  addEventListener("hashchange", follow);
  follow();

  const close = () => {
    matrix.querySelectorAll(".detail").forEach((row) => row.remove());
    matrix.querySelectorAll(".chosen").forEach((cell) => cell.classList.remove("chosen"));
  };
  const tell = (cell, link) => {
    const wasChosen = cell.classList.contains("chosen");
    close();
    if (wasChosen) return;
    const said = document.getElementById(link.hash.slice(1)).cloneNode(true);
    said.removeAttribute("id");
    const more = document.createElement("a");
    more.href = "#" + cell.parentElement.dataset.case;
    more.textContent = "看正文";
    said.querySelector("dt").append(more);
    const row = document.createElement("tr");
    row.className = "detail";
    row.insertCell().colSpan = matrix.tHead.rows[0].cells.length;
    row.cells[0].append(said);
    cell.parentElement.after(row);
    cell.classList.add("chosen");
  };
  if (matrix) {
    matrix.addEventListener("click", (event) => {
      const link = event.target.closest("tbody td a");
      if (!link || link.closest(".detail")) return;
      event.preventDefault();
      tell(link.closest("td"), link);
    });
    matrix.addEventListener("keydown", (key) => { if (key.key === "Escape") close(); });
  }

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return column === 0 ? cell.textContent : cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  };
  const order = (column, sign) => (a, b) => {
    const [x, y] = [valueOf(a, column), valueOf(b, column)];
    if (x === null || y === null) return (x === null) - (y === null); // what has no value, last
    return sign * (typeof x === "string" ? x.localeCompare(y, "zh") : x - y);
  };
  const sort = (head) => {
    const isUp = head.getAttribute("aria-sort") !== "ascending";
    close();
    for (const each of head.parentElement.cells) each.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    matrix.tBodies[0].append(...rows.toSorted(order(head.cellIndex, isUp ? 1 : -1)));
  };
  if (matrix) for (const head of matrix.tHead.rows[0].cells) head.querySelector("button").addEventListener("click", () => sort(head));

  const words = document.getElementById("filter");
  const boxes = { differs: document.getElementById("only-differing"), worse: document.getElementById("only-worse") };
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, caseOf(row).textContent.toLowerCase());
    return texts.get(row);
  };
  const filter = () => {
    close();
    const wanted = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = Object.entries(boxes).every(([name, box]) => !box?.checked || row.classList.contains(name));
      row.hidden = !fits || !wanted.every((word) => textOf(row).includes(word));
      caseOf(row).hidden = row.hidden;
      shown += !row.hidden;
    }
    document.getElementById("shown").value = shown < rows.length ? `${shown} / ${rows.length} 个案例` : "";
  };
  if (words) for (const each of [words, ...Object.values(boxes)]) each?.addEventListener("input", filter);

  const setAll = (open) => () => document.querySelectorAll(".case:not([hidden])").forEach((each) => { each.open = open; });
  document.getElementById("open-all")?.addEventListener("click", setAll(true));
  document.getElementById("close-all")?.addEventListener("click", setAll(false));
}
