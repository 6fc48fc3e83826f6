// The rail of an assessment: its sections, each with a sign of how far it is.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  const nav = el("nav");
  nav.setAttribute("aria-label", data.label);
  nav.append(...data.sections.map((one) => {
    const node = el("button", one.tone);
    node.type = "button";
    if (one.id === data.here) node.setAttribute("aria-current", "step");
    node.append(el("span", "number", one.number), el("span", "title", one.title));
    const sign = el("span", "sign", one.sign);
    sign.setAttribute("aria-hidden", "true");
    node.append(sign, el("span", "unseen", one.words));
    node.addEventListener("click", () => setTriggerValue("act", { open: one.id }));
    return node;
  }));
  root.replaceChildren(nav);
  const here = root.querySelector("[aria-current]");
  if (here && root.clientWidth < 700) nav.scrollLeft = here.offsetLeft - 40;
}
