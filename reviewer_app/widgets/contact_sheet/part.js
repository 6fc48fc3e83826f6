// Contact sheet: every page of every file, small; each opens at the reading desk.
const MOST_AT_ONCE = 200;

function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

function sheetOf(file, page, data, open) {
  const node = el("button", "sheet");
  node.type = "button";
  node.setAttribute("aria-label", `${file.name} ${data.page.replace("{0}", page)}`);
  const picture = el("img");
  picture.loading = "lazy";
  picture.alt = "";
  picture.src = `/pages/${data.case}/${file.id}/${page}.jpg?w=320`;
  node.append(picture, el("span", "no", page));
  node.addEventListener("click", () => open({ file: file.id, page }));
  return node;
}

// A book of thousands of pages comes a part at a time.
function fill(sheets, file, first, data, open) {
  const last = Math.min(file.pages, first + MOST_AT_ONCE - 1);
  for (let page = first; page <= last; page += 1) sheets.append(sheetOf(file, page, data, open));
  if (last === file.pages) return;
  const more = el("button", "more", data.more.replace("{0}", Math.min(MOST_AT_ONCE, file.pages - last)));
  more.type = "button";
  more.addEventListener("click", () => {
    more.remove();
    fill(sheets, file, last + 1, data, open);
    sheets.children[last].focus();
  });
  sheets.append(more);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  const open = (what) => setTriggerValue("act", what);
  root.replaceChildren(...data.files.filter((file) => file.pages).map((file) => {
    const group = el("section", "file");
    group.style.setProperty("--across", Math.min(file.pages, 8));
    const head = el("h3", "", file.name);
    head.append(el("span", "", file.count));
    const sheets = el("div", "sheets");
    fill(sheets, file, 1, data, open);
    group.append(head, sheets);
    return group;
  }));
}
