// Small help: elements made of words, never of markup.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

function button(words, press, { cls = "", key = "", label = "" } = {}) {
  const node = el("button", cls, words);
  node.type = "button";
  if (label) { node.setAttribute("aria-label", label); node.title = label; }
  if (key) {
    const cap = el("kbd", "", key);
    cap.setAttribute("aria-hidden", "true");
    node.append(cap);
  }
  node.addEventListener("click", press);
  return node;
}

function chip(tone, sign, words) {
  const node = el("span", `chip ${tone}`);
  const mark = el("b", "", sign);
  mark.setAttribute("aria-hidden", "true");
  node.append(mark, document.createTextNode(words));
  return node;
}

function isTyping(event) {
  const at = event.composedPath()[0];
  if (!(at instanceof Element)) return false;
  return at.isContentEditable || at.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
}
