// The rules in the order of the server's list: long enough, not the account, letters
// enough, none of the commonest.
const held = new WeakMap();

function textOf(selector) {
  const field = document.querySelector(selector);
  return field ? field.value : "";
}

function met(data) {
  const password = textOf(data.password);
  const lowered = password.toLowerCase();
  return [
    [...password].length >= data.shortest,
    password !== "" && lowered !== textOf(data.account).trim().toLowerCase(),
    new Set(lowered).size >= data.letters,
    password !== "" && !data.common.includes(lowered),
  ];
}

function show(state) {
  met(state.data).forEach((isMet, at) => {
    const line = state.lines[at];
    line.classList.toggle("met", isMet);
    line.setAttribute("aria-label", isMet ? `${line.textContent}，${state.data.met}` : line.textContent);
  });
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".part");
  let state = held.get(root);
  if (!state) {
    const list = document.createElement("ul");
    state = { data, lines: data.rules.map(() => document.createElement("li")) };
    list.append(...state.lines);
    root.replaceChildren(list);
    held.set(root, state);
  }
  state.data = data;
  data.rules.forEach((words, at) => { state.lines[at].textContent = words; });
  if (state.listen) document.removeEventListener("input", state.listen);
  state.listen = () => show(state);
  document.addEventListener("input", state.listen);
  show(state);
  return () => document.removeEventListener("input", state.listen);
}
