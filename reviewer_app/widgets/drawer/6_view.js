const held = new WeakMap();

function begin(root, data) {
  const state = { data, drawn: new Map() };
  // A number of its own: what is kept twice is done once, what is interrupted is found.
  state.act = (what) => state.keep("act", { ...what, n: `${Date.now()}-${(state.count = (state.count || 0) + 1)}` });
  state.said = el("div", "unseen");
  state.said.setAttribute("role", "status");
  state.bars = el("div", "bars");
  state.list = el("div", "rows");
  state.showUploads = () => showBars(state);
  state.any = el("div", "any");
  root.replaceChildren(state.said, state.any, state.bars, state.list, makeDialog(state), makeLightbox(state));
  return state;
}

// Rows that did not change stay as they are: what is open stays open.
function update(state) {
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
  const root = parentElement.querySelector(".part");
  let state = held.get(root);
  if (!state || state.data.case !== data.case) {
    state = begin(root, data);
    held.set(root, state);
  }
  state.data = data;
  state.keep = setStateValue;
  update(state);
}
