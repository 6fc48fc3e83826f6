// Each page that changes, the old one beside the new one.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words) node.textContent = String(words);
  return node;
}

function side(words, source, page) {
  const figure = el("figure");
  const picture = el("img");
  picture.loading = "lazy";
  picture.src = source;
  picture.alt = `${page} ${words}`;
  figure.append(el("figcaption", "", words), picture);
  return figure;
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".part");
  const print = JSON.stringify(data);
  if (root.dataset.print === print) return;
  root.dataset.print = print;
  root.replaceChildren(...data.pairs.map((pair) => {
    const row = el("div", "pair");
    row.append(el("b", "", pair.words), side(data.before, pair.before, pair.words), side(data.after, pair.after, pair.words));
    return row;
  }));
}
