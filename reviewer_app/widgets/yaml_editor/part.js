// A text with line numbers; faults stand at their lines while one types.
const held = new WeakMap();

function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined) node.textContent = String(words);
  return node;
}

function drawLines(state) {
  const faults = new Map();
  for (const fault of state.data.faults) faults.set(fault.line, [...(faults.get(fault.line) || []), fault.words]);
  const count = state.text.value.split("\n").length;
  const numbers = [];
  for (let line = 1; line <= count; line += 1) {
    const node = el("div", faults.has(line) ? "bad" : "", line);
    if (faults.has(line)) node.title = faults.get(line).join("\n");
    numbers.push(node);
  }
  state.gutter.replaceChildren(...numbers);
  state.text.style.height = `${Math.max(count, 16) * 21 + 24}px`;
  state.list.replaceChildren(...state.data.faults.map((fault) => {
    const node = el("button", "", `${state.data.words.line.replace("{0}", fault.line)} ${fault.words}`);
    node.type = "button";
    node.addEventListener("click", () => {
      const before = state.text.value.split("\n").slice(0, fault.line - 1).join("\n").length;
      state.text.focus();
      state.text.setSelectionRange(before + 1, before + 1);
    });
    return node;
  }));
}

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".part");
  let state = held.get(root);
  if (!state) {
    state = { text: el("textarea"), gutter: el("div", "gutter"), list: el("div", "faults") };
    held.set(root, state);
    state.list.setAttribute("role", "status");
    state.gutter.setAttribute("aria-hidden", "true");
    state.text.spellcheck = false;
    const paper = el("div", "paper");
    paper.append(state.gutter, state.text);
    root.replaceChildren(state.list, paper);
    state.text.addEventListener("input", () => {
      drawLines(state);
      clearTimeout(state.timer);
      state.timer = setTimeout(() => state.keep("text", state.text.value), 500);
    });
  }
  state.keep = setStateValue;
  if (!state.data || state.data.file !== data.file) state.text.value = data.text;
  state.data = data;
  state.text.setAttribute("aria-label", data.words.label);
  state.text.readOnly = !data.editable;
  drawLines(state);
}
