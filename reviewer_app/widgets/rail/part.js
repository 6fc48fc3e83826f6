// The rail of an assessment: its sections, each with a sign of how far it is.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

const held = new WeakMap();

function begin(root, data) {
  const nav = el("nav");
  const nodes = new Map(data.sections.map((one) => {
    const node = el("a");
    const address = new URL(window.location.href);
    address.searchParams.set("item", one.id);
    node.href = address.href;
    const sign = el("span", "sign");
    sign.setAttribute("aria-hidden", "true");
    node.append(el("span", "number", one.number), el("span", "title"), sign, el("span", "unseen"));
    node.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      held.get(root).keep("act", { open: one.id, n: Date.now() });
    });
    return [one.id, node];
  }));
  nav.append(...nodes.values());
  root.replaceChildren(nav);
  return { nav, nodes, ids: [...nodes.keys()].join() };
}

// Links stay the same nodes, so that a click during a redraw is not lost.
export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".part");
  let state = held.get(root);
  if (!state || state.ids !== data.sections.map((one) => one.id).join()) {
    state = begin(root, data);
    held.set(root, state);
  }
  state.keep = setStateValue;
  state.nav.setAttribute("aria-label", data.label);
  for (const one of data.sections) {
    const node = state.nodes.get(one.id);
    node.className = one.tone;
    if (one.id === data.here) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
    node.querySelector(".title").textContent = one.title;
    node.querySelector(".sign").textContent = one.sign;
    node.querySelector(".unseen").textContent = one.words;
  }
  const here = root.querySelector("[aria-current]");
  if (here && root.clientWidth < 700 && state.here !== data.here) state.nav.scrollLeft = here.offsetLeft - 40;
  state.here = data.here;
}
