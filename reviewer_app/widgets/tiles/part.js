// Tiles: one a part of the dossier, the whole at a glance; each opens.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

function chip(given) {
  const node = el("span", `chip ${given.tone}`);
  const sign = el("b", "", given.sign);
  sign.setAttribute("aria-hidden", "true");
  node.append(sign, document.createTextNode(given.words));
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  root.replaceChildren(...data.tiles.map((tile) => {
    const node = el("button", `tile ${tile.chip.tone}`);
    node.type = "button";
    node.title = tile.title;
    node.append(el("span", "code", tile.code), el("span", "title", tile.title));
    const end = el("span", "end");
    end.append(chip(tile.chip));
    for (const count of tile.counts) end.append(chip(count));
    end.append(el("span", "files", tile.files));
    node.append(end);
    node.addEventListener("click", () => setTriggerValue("act", { open: tile.id }));
    return node;
  }));
}
