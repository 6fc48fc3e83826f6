// Contact sheet: every page of every file, small; each opens at the reading desk.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  root.replaceChildren(...data.files.filter((file) => file.pages).map((file) => {
    const group = el("section", "file");
    group.style.setProperty("--across", Math.min(file.pages, 8));
    const head = el("h3", "", file.name);
    head.append(el("span", "", file.count));
    const sheets = el("div", "sheets");
    for (let page = 1; page <= file.pages; page += 1) {
      const node = el("button", "sheet");
      node.type = "button";
      node.setAttribute("aria-label", `${file.name} ${data.page.replace("{0}", page)}`);
      const picture = el("img");
      picture.loading = "lazy";
      picture.alt = "";
      picture.src = `/pages/${data.case}/${file.id}/${page}.jpg?w=320`;
      node.append(picture, el("span", "no", page));
      node.addEventListener("click", () => setTriggerValue("act", { file: file.id, page }));
      sheets.append(node);
    }
    group.append(head, sheets);
    return group;
  }));
}
