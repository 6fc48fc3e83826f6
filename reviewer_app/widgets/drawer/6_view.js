// By case and place, not by node: an upload goes on while Streamlit draws anew.
const held = new Map();

function begin(data) {
  const state = { data, drawn: new Map() };
  // A number of its own: what is kept twice is done once, what is interrupted is found.
  state.act = (what) => state.keep("act", { ...what, n: `${Date.now()}-${(state.count = (state.count || 0) + 1)}` });
  state.said = el("div", "unseen");
  state.said.setAttribute("role", "status");
  state.bars = el("div", "bars");
  state.list = el("div", "rows");
  state.showUploads = () => showBars(state);
  state.any = el("div", "any");
  state.dialogs = [makeDialog(state), makeLightbox(state)];
  return state;
}

function settle(state, root) {
  if (state.root === root) return;
  state.root = root;
  const open = state.dialogs.filter((one) => one.open);
  root.replaceChildren(state.said, state.any, state.bars, state.list, ...state.dialogs);
  // A dialog that was moved has lost its place above the page.
  for (const one of open) { one.close(); one.showModal(); }
}

const nameOf = (node) => node.getAttribute("aria-label") || node.textContent;

function focusedIn(state) {
  const at = state.list.getRootNode().activeElement;
  const row = at && at.closest("section.row");
  return row && { id: row.id, name: nameOf(at) };
}

// Rows that did not change stay as they are: what is open stays open.
function update(state) {
  const was = focusedIn(state);
  const nodes = state.data.rows.map((row) => {
    const print = JSON.stringify([row, state.data.readonly, state.data.language]);
    const known = state.drawn.get(row.id);
    if (known && known.print === print) return known.node;
    const node = rowOf(state, row);
    state.drawn.set(row.id, { print, node });
    return node;
  });
  const same = nodes.length === state.list.children.length && nodes.every((node, at) => state.list.children[at] === node);
  if (!same) state.list.replaceChildren(...nodes);
  if (!same && was) focusOn(state, was.id, was.name);
  const takesAny = state.data.takes_any && !state.data.readonly;
  if (takesAny && !state.any.children.length) {
    const zone = zoneFor(state, () => ({ row: "any" }));
    zone.querySelector("b").textContent = state.data.words.choose_any;
    zone.querySelector("span").textContent = state.data.words.any_hint;
    state.any.replaceChildren(zone);
  } else if (!takesAny) state.any.replaceChildren();
  showBars(state);
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const name = `${data.case}:${data.place}`;
  if (!held.has(name)) held.set(name, begin(data));
  const state = held.get(name);
  state.data = data;
  state.keep = setStateValue;
  settle(state, parentElement.querySelector(".part"));
  update(state);
}
