// Rows of items or people, and the files of each.
function noteOf(state, note, file) {
  const row = el("div", `note ${note.tone}`);
  const sign = el("b", "", note.sign);
  sign.setAttribute("aria-hidden", "true");
  const text = el("span", "text");
  text.append(el("span", "", note.words), el("span", "remedy", note.remedy));
  row.append(sign, text);
  if (file && note.page) row.append(button(fill(state.data.words.see_page, { page: note.page }), "small", () => state.showPage(file, note.page)));
  return row;
}

function thumbsOf(state, file) {
  const strip = el("div", "thumbs");
  const marks = new Map(file.notes.filter((one) => one.page).map((one) => [one.page, one.tone]));
  const shown = Math.min(file.pages || 0, 60);
  for (let page = 1; page <= shown; page += 1) {
    const node = button("", `thumb ${marks.get(page) || ""}`, () => state.showPage(file, page));
    const picture = el("img");
    picture.loading = "lazy";
    picture.src = `/drawer/${state.data.case}/${file.id}/${page}.jpg?w=240`;
    picture.alt = fill(state.data.words.page, { page });
    node.append(picture, el("span", "", page));
    strip.append(node);
  }
  return strip;
}

function moverOf(state, file) {
  const select = el("select");
  select.setAttribute("aria-label", fill(state.data.words.belongs_to, { name: file.name }));
  select.append(new Option(state.data.words.move_to, ""), ...state.data.items.map((one) => new Option(`${one.code} ${one.title}`, one.code)));
  select.addEventListener("change", () => { if (select.value) state.act({ did: "move", file: file.id, item: select.value }); });
  return select;
}

function actsOf(state, row, file, at) {
  const { words } = state.data;
  const acts = el("div", "acts");
  const place = { row: row.id, item: row.item, person: row.person };
  acts.append(button(words.replace, "small", () => state.choose(fill(words.replace_title, { name: file.name }), { ...place, replaces: file.id })));
  if (file.can_mend) acts.append(button(words.mend, "small", () => state.act({ did: "mend", file: file.id })));
  if (at > 0) acts.append(button("↑", "small up", () => state.act({ did: "up", file: file.id })));
  if (at > 0) acts.lastChild.setAttribute("aria-label", fill(words.move_up, { name: file.name }));
  if (state.data.items.length) acts.append(moverOf(state, file));
  acts.append(twice(words.remove, words.sure, "small quiet", () => state.act({ did: "remove", file: file.id })));
  return acts;
}

function fileOf(state, row, file, at) {
  const node = el("div", "file");
  const head = el("div", "file-head");
  const name = el("a", "name", file.name);
  name.href = `/drawer/${state.data.case}/${file.id}/original`;
  const facts = [file.pages ? fill(state.data.words.pages, { count: file.pages }) : "", sizeOf(file.size)].filter(Boolean).join(" · ");
  head.append(name, el("span", "facts", facts), chip(file.chip));
  node.append(head, ...file.notes.map((note) => noteOf(state, note, file)));
  const more = el("div", "more");
  if (file.pages) more.append(button(state.data.words.see_pages, "small", (event) => { event.currentTarget.remove(); node.append(thumbsOf(state, file)); }));
  if (!state.data.readonly) more.append(actsOf(state, row, file, at));
  node.append(more);
  return node;
}

function absentOf(state, row) {
  const { words } = state.data;
  const box = el("div", "absent");
  if (row.absent.reason) {
    box.append(el("span", "", `${words.absent}：${row.absent.reason}`));
    if (!state.data.readonly) box.append(button(words.undo, "small", () => state.act({ did: "absent", item: row.item, words: "" })));
    return box;
  }
  if (state.data.readonly) return box;
  const open = button(words.absent, "small", () => {
    const input = el("input");
    input.placeholder = words.absent_why;
    input.setAttribute("aria-label", words.absent_why);
    const keep = button(words.keep, "small", () => { if (input.value.trim()) state.act({ did: "absent", item: row.item, words: input.value.trim() }); });
    box.replaceChildren(input, keep, el("span", "facts", words.absent_hint));
    input.focus();
  });
  box.append(open);
  return box;
}

function rowOf(state, row) {
  const { words, readonly } = state.data;
  const node = el("section", `row ${row.chip.tone}`);
  node.id = `desk-row-${row.id}`;
  const head = el("div", "row-head");
  const title = el("h3");
  title.append(el("span", "code", row.code), document.createTextNode(` ${row.title}`));
  const tags = el("span", "tags");
  tags.append(...row.tags.map((one) => el("span", "tag", one)));
  const end = el("div", "row-end");
  end.append(chip(row.chip));
  const place = { row: row.id, item: row.item, person: row.person };
  for (const one of row.acts || []) {
    if (!readonly) end.append(one.sure ? twice(one.label, one.sure, "small quiet", () => state.act({ did: one.act, person: row.person })) : button(one.label, "small", () => state.act({ did: one.act, person: row.person })));
  }
  if (!readonly && row.can_upload) {
    const send = button(words.upload, "main", () => state.choose(fill(words.upload_title, { title: row.short || `${row.code} ${row.title}` }), place));
    send.setAttribute("aria-label", `${words.upload} ${row.code}`);
    send.title = `${words.upload} ${row.title}`;
    end.append(send);
    acceptDrops(state, node, place);
  }
  head.append(title, tags, end);
  const whole = row.notes.map((note) => noteOf(state, note, null));
  node.append(head, ...whole, ...row.files.map((file, at) => fileOf(state, row, file, at)));
  if (row.absent && !row.files.length) node.append(absentOf(state, row));
  return node;
}

function acceptDrops(state, node, place) {
  node.addEventListener("dragover", (event) => { event.preventDefault(); node.classList.add("over"); });
  node.addEventListener("dragleave", () => node.classList.remove("over"));
  node.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    node.classList.remove("over");
    enqueue(state, place, [...event.dataTransfer.files]);
  });
}
