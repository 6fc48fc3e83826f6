// What Streamlit says by itself, in English alone: said in the reader's language instead.
const itsWords = { known: {}, watcher: null };
const SPOKEN = ["aria-label", "title", "placeholder"];

function sayOf(element) {
  for (const name of SPOKEN) {
    const said = itsWords.known[element.getAttribute(name)];
    if (said) element.setAttribute(name, said);
  }
}

function sayIn(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const said = itsWords.known[node.textContent.trim()];
    if (said) node.textContent = said;
    return;
  }
  if (!(node instanceof Element) || node.matches("style, script")) return;
  sayOf(node);
  node.childNodes.forEach(sayIn);
}

function sayItsWords(known) {
  itsWords.known = known;
  sayIn(document.body);
  itsWords.watcher ||= new MutationObserver((changes) => {
    for (const change of changes) {
      change.addedNodes.forEach(sayIn);
      if (change.type === "attributes") sayOf(change.target);
    }
  });
  const what = { childList: true, subtree: true, attributeFilter: SPOKEN };
  itsWords.watcher.observe(document.body, what);
}

