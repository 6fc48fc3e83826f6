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

const held = new WeakMap();

function begin(root, data, print) {
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
  table.append(caption, head, body);
  root.replaceChildren(table);
  const state = { print, body, rows: new Map() };
  // A number of its own: what is kept twice is done once, what is interrupted is found.
  state.send = (what) => state.keep("act", { ...what, n: `${Date.now()}-${(state.count = (state.count || 0) + 1)}` });
  return state;
}

function focusedAt(root) {
  const at = root.getRootNode().activeElement;
  const row = at && at.closest("tbody tr");
  return row && { id: row.dataset.id, place: [...row.querySelectorAll("button, input")].indexOf(at) };
}

function focusAgain(state, was) {
  const row = was && [...state.body.children].find((one) => one.dataset.id === was.id);
  if (row) (row.querySelectorAll("button, input")[was.place] || row).focus();
}

// Rows that did not change stay the same nodes: a click during a redraw is not lost.
function update(state, data) {
  const known = state.rows;
  state.rows = new Map();
  const nodes = data.rows.map((row) => {
    const print = JSON.stringify({ ...row, ticked: null });
    const node = known.get(print) || drawRow(row, data, state.send);
    if (data.ticks) node.querySelector(".tick input").checked = row.ticked;
    state.rows.set(print, node);
    return node;
  });
  const same = nodes.length === state.body.children.length && nodes.every((node, at) => state.body.children[at] === node);
  if (!same) state.body.replaceChildren(...nodes);
  return !same;
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".part");
  const print = JSON.stringify([data.caption, data.columns, data.acts, data.ticks]);
  const was = focusedAt(root);
  let state = held.get(root);
  const isNew = !state || state.print !== print;
  if (isNew) { state = begin(root, data, print); held.set(root, state); }
  state.keep = setStateValue;
  if (update(state, data) || isNew) focusAgain(state, was);
}
