// A table in plain HTML: rows open on click or Enter, buttons at their end act.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

function fill(cell, value) {
  if (value && typeof value === "object") {
    const chip = el("span", `chip ${value.tone}`);
    if (value.sign) { const sign = el("b", "", value.sign); sign.setAttribute("aria-hidden", "true"); chip.append(sign); }
    chip.append(document.createTextNode(value.words));
    cell.append(chip);
    if (value.more) cell.append(el("span", "more", value.more));
  } else {
    cell.textContent = value === null || value === undefined ? "" : String(value);
  }
}

function tickOf(row, send) {
  const cell = el("td", "tick");
  const box = el("input");
  box.type = "checkbox";
  box.checked = row.ticked;
  box.setAttribute("aria-label", row.tick_label);
  box.addEventListener("change", () => send({ act: box.checked ? "tick" : "untick", row: row.id }));
  cell.append(box);
  return cell;
}

function drawRow(row, data, send) {
  const tr = el("tr");
  tr.dataset.id = row.id;
  if (row.opens) {
    tr.tabIndex = 0;
    tr.classList.add("opens");
    tr.addEventListener("click", (event) => { if (!event.target.closest("button")) send({ act: "open", row: row.id }); });
    tr.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target === tr) send({ act: "open", row: row.id }); });
  }
  if (data.ticks) tr.append(tickOf(row, send));
  data.columns.forEach((column, at) => {
    const cell = el(at === 0 ? "th" : "td", column.align || "");
    if (at === 0) cell.scope = "row";
    cell.dataset.label = column.title;
    fill(cell, row.cells[at]);
    tr.append(cell);
  });
  if (data.acts) {
    const cell = el("td", "acts");
    for (const act of row.acts || []) {
      const button = el("button", act.main ? "main" : "", act.label);
      button.type = "button";
      button.addEventListener("click", () => send({ act: act.act, row: row.id }));
      cell.append(button);
    }
    tr.append(cell);
  }
  return tr;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  const send = (value) => setTriggerValue("act", value);
  const table = el("table");
  const caption = el("caption", "", data.caption);
  const head = el("thead");
  const line = el("tr");
  if (data.ticks) line.append(el("td", "tick"));
  for (const column of data.columns) {
    const th = el("th", column.align || "", column.title);
    th.scope = "col";
    if (column.width) th.style.width = column.width;
    line.append(th);
  }
  if (data.acts) line.append(el("th", "acts"));
  head.append(line);
  const body = el("tbody");
  for (const row of data.rows) body.append(drawRow(row, data, send));
  table.append(caption, head, body);
  const focused = parentElement.activeElement && parentElement.activeElement.closest("tr");
  const at = focused && focused.dataset.id;
  root.replaceChildren(table);
  if (at) {
    const again = [...body.children].find((tr) => tr.dataset.id === at);
    if (again) again.focus();
  }
}
