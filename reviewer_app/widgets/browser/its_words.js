// What Streamlit says by itself, in English alone: said in the reader's language instead.
const itsWords = { known: {}, watcher: null };
// What we draw ourselves, with names and words of people, stays as it was written.
const OURS = ".stHtml, style, script";
const SPOKEN = ["aria-label", "title", "placeholder"];

function sayOf(element) {
  for (const name of SPOKEN) {
    const said = itsWords.known[element.getAttribute(name)];
    if (said) element.setAttribute(name, said);
  }
}

function sayIn(node) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  if (!(element instanceof Element) || element.closest(OURS)) return;
  if (node.nodeType === Node.TEXT_NODE) {
    const said = itsWords.known[node.textContent.trim()];
    if (said) node.textContent = said;
    return;
  }
  sayOf(node);
  node.childNodes.forEach(sayIn);
}

function sayItsWords(known) {
  itsWords.known = known;
  sayIn(document.body);
  itsWords.watcher ||= new MutationObserver((changes) => {
    for (const change of changes) {
      change.addedNodes.forEach(sayIn);
      if (change.type === "attributes" && !change.target.closest(OURS)) sayOf(change.target);
    }
  });
  const what = { childList: true, subtree: true, attributeFilter: SPOKEN };
  itsWords.watcher.observe(document.body, what);
}

