// Bars of what is on its way, and the dialog from which files are chosen.
function barOf(state, one) {
  const { words } = state.data;
  const row = el("div", `upload ${one.status}`);
  const bar = el("progress");
  bar.max = Math.max(one.blob.size, one.received, 1);
  bar.value = one.status === "done" ? bar.max : one.received;
  bar.setAttribute("aria-label", one.name);
  const share = `${Math.floor((bar.value / bar.max) * 100)} %`;
  const said = { waiting: words.waiting, sending: share, done: words.stored, paused: one.words || words.paused }[one.status] || one.words;
  const line = el("span", "said", said);
  row.append(el("span", "name", one.name), line, bar);
  if (one.status === "sending" || one.status === "waiting" || one.status === "broken") row.append(button(words.pause, "small", () => pause(state, one)));
  if (one.status === "paused") row.append(button(words.resume, "small", () => resume(state, one)));
  if (one.status === "failed" || one.status === "done") row.append(button(words.hide, "small", () => { sending.delete(one.id); state.showUploads(); }));
  return row;
}

function ofState(state) {
  return [...sending.values()].filter((one) => one.home === homeOf(state));
}

// What is stored stands in its row by now.
function forgetDone(state) {
  for (const one of ofState(state)) if (one.status === "done") sending.delete(one.id);
  showBars(state);
}

function showBars(state) {
  const mine = ofState(state);
  for (const place of [state.bars, state.dialogBars]) place.replaceChildren(...mine.map((one) => barOf(state, one)));
  state.bars.hidden = mine.length === 0;
  const failed = mine.filter((one) => one.status === "failed");
  const done = mine.filter((one) => one.status === "done").length;
  const told = failed.length ? failed.at(-1).words : done ? fill(state.data.words.stored_count, { count: done }) : "";
  if (state.said.textContent !== told) state.said.textContent = told;
}

function zoneFor(state, placeOf) {
  const zone = el("label", "zone");
  const input = el("input");
  input.type = "file";
  input.multiple = true;
  input.accept = "application/pdf,image/jpeg,image/png,image/webp,.pdf";
  zone.append(input, el("b", "", state.data.words.choose), el("span", "", state.data.words.hint));
  input.addEventListener("change", () => { enqueue(state, placeOf(), [...input.files]); input.value = ""; });
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    enqueue(state, placeOf(), [...event.dataTransfer.files]);
  });
  return zone;
}

// Go to a control of a row by its name; else to the row's own.
function focusOn(state, id, name) {
  const row = [...state.list.children].find((one) => one.id === id);
  const all = row ? [...row.querySelectorAll("button, a, select")] : [];
  const node = all.find((one) => nameOf(one) === name) || all.find((one) => one.matches(".row-end .main"));
  if (node) node.focus();
}

function makeDialog(state) {
  const dialog = el("dialog", "chooser");
  const title = el("h3");
  state.dialogBars = el("div", "bars");
  const close = button(state.data.words.finish, "main", () => dialog.close());
  let place = {};
  dialog.append(title, zoneFor(state, () => place), state.dialogBars, close);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.setAttribute("aria-labelledby", "desk-chooser-title");
  title.id = "desk-chooser-title";
  dialog.addEventListener("close", () => {
    forgetDone(state);
    // The button that opened it is gone where its row was drawn anew.
    const at = state.list.getRootNode().activeElement;
    if (!at || dialog.contains(at)) focusOn(state, `desk-row-${place.row}`);
  });
  state.choose = (words, to) => { forgetDone(state); title.textContent = words; place = to; dialog.showModal(); };
  return dialog;
}

// A page large, with the boxes of what was found on it.
function makeLightbox(state) {
  const dialog = el("dialog", "lightbox");
  const picture = el("img");
  const sheet = el("div", "sheet");
  const title = el("b");
  const close = button(state.data.words.close, "small", () => dialog.close());
  const head = el("div", "head");
  head.append(title, close);
  sheet.append(picture);
  dialog.append(head, sheet);
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  state.showPage = (file, page) => {
    title.textContent = `${file.name} · ${fill(state.data.words.page, { page })}`;
    picture.src = `/drawer/${state.data.case}/${file.id}/${page}.jpg?w=1600`;
    picture.alt = title.textContent;
    sheet.querySelectorAll("i").forEach((one) => one.remove());
    for (const note of file.notes.filter((one) => one.page === page && one.box)) {
      const box = el("i", note.tone);
      const [left, top, right, bottom] = note.box;
      Object.assign(box.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%` });
      sheet.append(box);
    }
    dialog.showModal();
  };
  return dialog;
}
