// Files of an assessment: rows that open, files with what was found, uploads that resume.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

function button(words, cls, act) {
  const node = el("button", cls, words);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

function chip(given) {
  const node = el("span", `chip ${given.tone}`);
  const sign = el("b", "", given.sign);
  sign.setAttribute("aria-hidden", "true");
  node.append(sign, document.createTextNode(given.words));
  return node;
}

function fill(words, values) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words);
}

function sizeOf(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

// What needs asking twice says so on itself, and forgets it after a while.
function twice(words, sure, cls, act) {
  const node = button(words, cls, () => {
    if (node.dataset.sure) { act(); return; }
    node.dataset.sure = "1";
    node.textContent = sure;
    setTimeout(() => { delete node.dataset.sure; node.textContent = words; }, 4000);
  });
  return node;
}
