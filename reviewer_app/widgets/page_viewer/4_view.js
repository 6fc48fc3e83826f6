const LAYERS = ["seal", "header", "date", "unclear"];

// The three parts together: which page, which finding, what was said and not yet kept.
class View {
  constructor(root) {
    this.root = root;
    this.evidence = new Map();
    this.waiting = [];
    this.history = [];
    this.wordsOf = new Map();
    this.layers = new Set(LAYERS);
    this.page = 1;
    this.rail = el("nav", "rail");
    const middle = el("section", "middle");
    this.tools = el("div", "tools");
    this.stage = el("div", "stage");
    this.stage.tabIndex = -1;
    middle.append(this.tools, this.stage);
    const right = el("section", "right");
    root.replaceChildren(this.rail, middle, right);
    this.sheet = new Sheet(this.stage, this);
    this.cards = new Cards(right, this);
  }

  take(data, trigger) {
    this.trigger = trigger;
    const isOver = this.data && this.data.checking && !data.checking;
    const isFirst = !this.data || this.data.case !== data.case || isOver;
    this.data = data;
    // What came anew are other objects: the open file is the one of the same name.
    if (this.file) this.file = data.files.find((f) => f.id === this.file.id) || data.files[0] || null;
    const kept = new Set(data.done);
    this.waiting = this.waiting.filter((act) => !kept.has(act.id));
    for (const [file, pages] of Object.entries(data.evidence)) this.evidence.set(file, pages);
    const mine = new Map((this.findings || []).map((f) => [f.id, f]));
    const open = new Set(this.waiting.flatMap((act) => act.findings || []));
    this.findings = data.findings.map((f) => (open.has(f.id) && mine.has(f.id) ? mine.get(f.id) : f));
    if (isFirst) this.begin();
    else this.draw();
  }

  begin() {
    const { data } = this;
    const first = this.findings.find((f) => f.id === data.start) || this.findings.find((f) => f.needed && !f.decision) || this.findings[0];
    this.file = data.files.find((f) => f.id === data.file) || data.files[0] || null;
    if (first && (!data.file || data.start)) this.choose(first.id);
    else { this.chosen = ""; this.open(this.file, data.page); }
  }

  send(act) {
    act.id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now();
    this.waiting.push(act);
    this.trigger("acts", { acts: this.waiting });
  }

  chosenFinding() { return this.findings.find((f) => f.id === this.chosen); }

  choose(id) {
    this.cards.asking = "";
    this.cards.wholeGroup = false;
    this.chosen = id;
    const finding = this.chosenFinding();
    const file = finding && this.data.files.find((f) => f.id === finding.file);
    const inItem = finding && !file && finding.item && this.data.files.find((f) => f.item === finding.item);
    if (file) this.open(file, finding.page || (this.file === file ? this.page : 1));
    else if (inItem) this.open(inItem, 1);
    else this.draw();
    if (finding && finding.box && finding.file === (this.file && this.file.id)) this.sheet.zoomTo(finding.box);
    const card = this.cards.root.querySelector(".card.open");
    if (card && this.isShown) card.scrollIntoView({ block: "nearest" });
    this.isShown = true;
  }

  zoomToChosen() { const f = this.chosenFinding(); if (f && f.box) this.sheet.zoomTo(f.box); else this.sheet.fit(); }

  open(file, page) {
    const isOther = this.file !== file;
    this.file = file;
    this.page = Math.min(Math.max(page, 1), Math.max(file ? file.pages : 1, 1));
    if (file && !this.evidence.has(file.id)) this.send({ act: "look", file: file.id });
    if (isOther) { this.draft = null; this.isBefore = false; }
    this.draw();
    this.preload();
  }

  url(file, page, width) { return `/pages/${this.data.case}/${file.id}/${page}.jpg?w=${width}`; }

  preload() {
    const { files } = this.data;
    if (!this.file) return;
    const next = [];
    for (const step of [1, 2, -1]) if (this.page + step >= 1 && this.page + step <= this.file.pages) next.push([this.file, this.page + step]);
    const at = this.findings.findIndex((f) => f.id === this.chosen);
    for (const f of this.findings.slice(at + 1, at + 3)) {
      const file = files.find((x) => x.id === f.file);
      if (file && file.pages) next.push([file, f.page || 1]);
    }
    const after = files[files.indexOf(this.file) + 1];
    if (after && after.pages) next.push([after, 1]);
    this.ahead = next.map(([file, page]) => { const picture = new Image(); picture.src = this.url(file, page, 1600); return picture; });
  }

  turnPage(step) {
    if (!this.file) return;
    const { files } = this.data;
    const next = this.page + step;
    if (next >= 1 && next <= this.file.pages) { this.open(this.file, next); return; }
    const readable = files.filter((f) => f.pages > 0);
    const other = readable[readable.indexOf(this.file) + step];
    if (other) this.open(other, step > 0 ? 1 : other.pages);
  }

  move(step) {
    const at = this.findings.findIndex((f) => f.id === this.chosen);
    const next = this.findings[Math.min(Math.max(at + step, 0), this.findings.length - 1)];
    if (next) this.choose(next.id);
  }

  nextOpen() {
    const at = this.findings.findIndex((f) => f.id === this.chosen);
    const round = [...this.findings.slice(at + 1), ...this.findings.slice(0, at + 1)];
    const next = round.find((f) => !f.decision) || round.find((f) => f.decision === "put_aside");
    if (next) this.choose(next.id);
    else this.draw();
  }

  group(finding) { return this.findings.filter((f) => f.rule === finding.rule && f.file === finding.file && !f.added_by); }

  say(finding, verdict, code, words) {
    const all = this.cards.wholeGroup ? this.group(finding) : [finding];
    this.history.push(all.map((f) => ({ ...f })));
    for (const f of all) Object.assign(f, { decision: verdict, reason: code ? code.label : "", words: words || "" });
    this.send({ act: "decide", findings: all.map((f) => f.id), verdict, code: code ? code.code : "", words: words || "" });
    this.nextOpen();
  }

  undo() {
    const last = this.history.pop();
    if (last) {
      for (const old of last) Object.assign(this.findings.find((f) => f.id === old.id) || {}, old);
      this.choose(last[0].id);
    }
    this.send({ act: "undo", findings: last ? last.map((f) => f.id) : [] });
  }

  startDrawing() { this.sheet.drawMode(true); }

  drew(box) {
    this.sheet.drawMode(false);
    this.draft = { box, page: this.page, file: this.file, where: box ? "box" : "file", words: "", remedy: "", late: "" };
    this.draw();
    const text = this.cards.root.querySelector(".adding textarea");
    if (text) text.focus();
  }

  dropDraft() { this.draft = null; this.sheet.drawMode(false); this.draw(); }

  places() {
    const { words } = this.data;
    const all = [["file", words.on_file], ["item", words.on_item], ["dossier", words.on_dossier]];
    return this.draft.box ? [["box", words.on_box], ...all] : all;
  }

  // Bytes that were the same in the round before: a finding comes late and says why.
  isLate() { const d = this.draft; return Boolean(d.file && d.file.unchanged && (d.where === "box" || d.where === "file")); }

  add() {
    const d = this.draft;
    const fields = [...this.cards.root.querySelectorAll(".adding textarea")];
    if (!d.words.trim()) { fields[0].focus(); return; }
    if (this.isLate() && !d.late.trim()) { fields[2].focus(); return; }
    const onFile = d.where === "box" || d.where === "file";
    this.send({
      act: "add", words: d.words, remedy: d.remedy, late: this.isLate() ? d.late : "",
      item: d.where === "dossier" || !d.file ? null : d.file.item,
      document: onFile && d.file ? d.file.path : null,
      page: d.where === "box" ? d.page : null,
      box: d.where === "box" ? d.box : null,
    });
    this.dropDraft();
  }

  draw() { this.drawRail(); this.drawTools(); this.drawPage(); this.cards.draw(); }

  drawRail() {
    const { files, words } = this.data;
    const nodes = [];
    for (const file of files) {
      const isHere = file === this.file;
      const group = el("div", `file ${isHere ? "here" : ""}`);
      const marks = this.findings.filter((f) => f.file === file.id);
      const head = button(file.name, () => this.open(file, 1), { cls: "name", label: file.path });
      const open = marks.filter((f) => !f.decision).length;
      if (marks.length) head.append(chip(marks.some((f) => f.tone === "bad") ? "bad" : "look", open ? "!" : "✓", String(marks.length)));
      if (file.before || file.isNew) head.append(chip("accent", "↻", file.before ? words.replaced : words.added_file));
      group.append(head);
      if (isHere) {
        const strip = el("div", "thumbs");
        const from = Math.max(1, this.page - 20), to = Math.min(file.pages, this.page + 20);
        for (let page = from; page <= to; page += 1) strip.append(this.thumb(file, page, marks));
        group.append(strip);
      }
      nodes.push(group);
    }
    this.rail.setAttribute("aria-label", words.pages);
    const top = this.rail.scrollTop;
    this.rail.replaceChildren(...nodes);
    this.rail.scrollTop = top;
    const here = this.rail.querySelector(".thumb.here");
    if (here) this.rail.scrollTo({ top: here.offsetTop - 120, left: here.offsetLeft - 120 });
  }

  thumb(file, page, marks) {
    const own = marks.filter((f) => f.page === page);
    const node = button("", () => this.open(file, page), { cls: `thumb ${page === this.page ? "here" : ""}`, label: this.data.words.page.replace("{0}", page) });
    const picture = el("img");
    picture.loading = "lazy";
    picture.alt = "";
    picture.src = this.url(file, page, 160);
    node.append(picture, el("span", "no", page));
    const change = file.changes[page];
    if (change) node.append(chip("accent", "↻", this.data.words[`page_${change}`]));
    if (own.length) node.append(chip(own.some((f) => f.tone === "bad") ? "bad" : "look", own.every((f) => f.decision) ? "✓" : "!", String(own.length)));
    if (page === this.page) node.setAttribute("aria-current", "page");
    return node;
  }

  drawTools() {
    const { words } = this.data, { file } = this;
    const where = el("span", "where", file ? words.page_of.replace("{0}", this.page).replace("{1}", file.pages) : "");
    const nodes = [
      button("‹", () => this.turnPage(-1), { key: "←", label: words.page_back }),
      where,
      button("›", () => this.turnPage(1), { key: "→", label: words.page_on }),
      el("span", "gap"),
      button("−", () => this.sheet.zoom(1 / 1.25), { label: words.smaller, key: "-" }),
      button("+", () => this.sheet.zoom(1.25), { label: words.larger, key: "+" }),
      button(words.fit, () => this.sheet.fit(), { key: "0" }),
      button(words.turn, () => this.sheet.turnBy(90), { key: "R" }),
      el("span", "gap"),
    ];
    if (file && file.before && this.beforeNo()) {
      const node = button(words.before, () => this.turnBefore(), { cls: "layer", key: "X" });
      node.setAttribute("aria-pressed", String(Boolean(this.isBefore)));
      nodes.push(node);
    }
    for (const layer of LAYERS) {
      const node = button(words[layer], () => { this.layers.has(layer) ? this.layers.delete(layer) : this.layers.add(layer); this.drawTools(); this.drawPage(); }, { cls: "layer" });
      node.setAttribute("aria-pressed", String(this.layers.has(layer)));
      nodes.push(node);
    }
    if (file) nodes.push(button(words.original, () => this.fetchOriginal(file), { cls: "flat" }));
    this.tools.replaceChildren(...nodes);
  }

  // Which page of the replaced file this one was; none for a new page.
  beforeNo() { return this.file.was[this.page] === undefined ? this.page : this.file.was[this.page]; }

  turnBefore() { this.isBefore = Boolean(this.file && this.file.before) && !this.isBefore; this.drawTools(); this.drawPage(); }

  fetchOriginal(file) {
    if (file.active && !window.confirm(this.data.words.active_warning)) return;
    window.location.assign(`/originals/${this.data.case}/${file.id}${file.active ? "?warned=1" : ""}`);
  }

  drawPage() {
    const { file, page, data } = this;
    this.stage.classList.toggle("none", !file || !file.pages);
    if (!file || !file.pages) { this.stage.dataset.words = file ? data.words.unreadable : data.words.no_file; return; }
    const about = (this.evidence.get(file.id) || [])[page - 1];
    if (!file.before || !this.beforeNo()) this.isBefore = false;
    const shown = this.isBefore ? { id: file.before } : file;
    this.sheet.show(this.url(shown, this.isBefore ? this.beforeNo() : page, 1600), data.words.page_alt.replace("{0}", file.name).replace("{1}", page), about && about.ratio);
    const marks = [];
    if (this.isBefore) { this.sheet.mark(marks); return; }
    for (const seen of (about && about.seen) || []) {
      if (this.layers.has(seen.layer)) marks.push({ box: seen.box, cls: `seen ${seen.layer}`, words: seen.words });
    }
    for (const f of this.findings) {
      if (f.file !== file.id || f.page !== page || !f.box) continue;
      marks.push({ box: f.box, cls: `mark ${f.tone} ${f.id === this.chosen ? "chosen" : ""}`, label: f.message, press: () => this.choose(f.id) });
    }
    if (this.draft && this.draft.box && this.draft.page === page) marks.push({ box: this.draft.box, cls: "drawn" });
    this.sheet.mark(marks);
  }
}
