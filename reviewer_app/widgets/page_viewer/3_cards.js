// The findings: one card each, the chosen one open, with what can be said of it.
class Cards {
  constructor(root, view) {
    this.root = root;
    this.view = view;
    this.asking = "";
    this.wholeGroup = false;
  }

  draw() {
    const { view } = this, { words } = view.data;
    const here = view.file && { file: view.file.id, item: view.file.item };
    const parts = [[words.this_page, []], [words.this_item, []], [words.others, []]];
    for (const finding of view.findings) {
      const onPage = here && finding.file === here.file && (finding.page === view.page || !finding.page);
      const inItem = here && finding.item && finding.item === here.item;
      parts[onPage || finding.id === view.chosen ? 0 : inItem ? 1 : 2][1].push(finding);
    }
    const nodes = [this.progress()];
    for (const [name, findings] of parts) {
      if (!findings.length) continue;
      nodes.push(el("h3", "", `${name} ${findings.length}`));
      for (const finding of findings) nodes.push(this.card(finding));
    }
    if (!view.findings.length) nodes.push(el("p", "quiet", words.none));
    if (view.data.editable) nodes.push(this.adding());
    this.root.replaceChildren(...nodes);
  }

  progress() {
    const { view } = this, { words } = view.data;
    const needed = view.findings.filter((f) => f.needed);
    const done = needed.filter((f) => f.decision && f.decision !== "put_aside").length;
    const box = el("div", "progress");
    const line = el("div", "line");
    line.append(el("span", "", words.decided.replace("{0}", done).replace("{1}", needed.length)));
    if (view.data.editable) {
      line.append(button(words.undo, () => view.undo(), { key: "⌫", cls: "flat" }));
      const all = done === needed.length;
      line.append(button(words.grade, () => view.send({ act: "grade" }), { key: "G", cls: all ? "main" : "flat" }));
    }
    const bar = el("div", "bar");
    const part = el("i");
    part.style.width = `${needed.length ? done / needed.length * 100 : 100}%`;
    bar.append(part);
    box.append(line, bar);
    return box;
  }

  card(finding) {
    const { view } = this, { words } = view.data;
    const isOpen = finding.id === view.chosen;
    const node = el("article", `card ${isOpen ? "open" : ""} ${finding.decision || ""}`);
    const head = button("", () => view.choose(finding.id), { cls: "head" });
    head.setAttribute("aria-expanded", String(isOpen));
    head.append(chip(finding.tone, finding.sign, finding.kind), el("span", "place", finding.place));
    if (finding.late) head.append(chip("hint", "!", words.late));
    if (finding.decision) head.append(this.said(finding));
    head.append(el("span", "message", finding.message));
    node.append(head);
    if (isOpen) node.append(this.body(finding));
    return node;
  }

  said(finding) {
    const { words } = this.view.data;
    const look = { confirmed: ["bad", "✕"], dismissed: ["good", "✓"], put_aside: ["look", "…"] }[finding.decision];
    return chip(`${look[0]} said`, look[1], words[finding.decision]);
  }

  body(finding) {
    const { view } = this, { words } = view.data;
    const body = el("div", "body");
    const facts = el("dl");
    const add = (name, value) => { if (value) facts.append(el("dt", "", name), el("dd", "", value)); };
    for (const [name, value] of finding.measured) add(name, value);
    add(words.remedy, finding.remedy);
    add(words.source, finding.source);
    if (finding.decision === "dismissed") add(words.reason, [finding.reason, finding.words].filter(Boolean).join("："));
    add(words.added_by, finding.added_by);
    body.append(facts);
    if (finding.box) body.append(button(words.zoom_to_box, () => view.zoomToChosen(), { key: "Z", cls: "flat" }));
    if (view.data.editable && !finding.added_by) body.append(this.asking === finding.id ? this.reasons(finding) : this.choices(finding));
    return body;
  }

  choices(finding) {
    const { view } = this, { words } = view.data;
    const row = el("div", "choices");
    const like = view.group(finding);
    if (like.length > 1) {
      const label = el("label", "group");
      const tick = el("input");
      tick.type = "checkbox";
      tick.checked = this.wholeGroup;
      tick.addEventListener("change", () => { this.wholeGroup = tick.checked; });
      label.append(tick, document.createTextNode(words.group.replace("{0}", like.length)), el("kbd", "", "A"));
      row.append(label);
    }
    row.append(
      button(words.confirmed, () => view.say(finding, "confirmed"), { key: "Y", cls: "say bad" }),
      button(words.dismissed, () => this.ask(finding), { key: "N", cls: "say good" }),
      button(words.put_aside, () => view.say(finding, "put_aside"), { key: "L", cls: "say" }),
    );
    return row;
  }

  ask(finding) { this.asking = finding.id; this.draw(); const first = this.root.querySelector(".reasons button"); if (first) first.focus(); }

  reasons(finding) {
    const { view } = this, { words } = view.data;
    const box = el("div", "reasons");
    box.append(el("div", "quiet", words.which_reason));
    const text = el("textarea");
    text.rows = 2;
    text.setAttribute("aria-label", words.words);
    text.placeholder = words.words;
    text.value = view.wordsOf.get(finding.id) || "";
    text.addEventListener("input", () => view.wordsOf.set(finding.id, text.value));
    const codes = el("div", "codes");
    view.data.codes.forEach((code, at) => codes.append(
      button(code.label, () => this.dismiss(finding, code), { key: String(at + 1), cls: "code" }),
    ));
    const end = el("div", "line");
    end.append(button(words.cancel, () => { this.asking = ""; this.draw(); }, { key: "Esc", cls: "flat" }));
    box.append(text, codes, end);
    return box;
  }

  dismiss(finding, code) {
    this.asking = "";
    this.view.say(finding, "dismissed", code, this.view.wordsOf.get(finding.id) || "");
  }

  adding() {
    const { view } = this, { words } = view.data;
    const box = el("div", "adding");
    if (!view.draft) {
      box.append(button(words.draw_box, () => view.startDrawing(), { key: "D", cls: "flat" }));
      box.append(button(words.add_without, () => view.drew(null), { cls: "flat" }));
      return box;
    }
    box.append(el("h3", "", words.add));
    const where = el("select");
    where.setAttribute("aria-label", words.where);
    for (const [value, name] of view.places()) { const option = el("option", "", name); option.value = value; where.append(option); }
    where.value = view.draft.where;
    where.addEventListener("change", () => { view.draft.where = where.value; this.draw(); });
    const field = (name, label) => {
      const text = el("textarea");
      text.rows = 2;
      text.placeholder = label;
      text.setAttribute("aria-label", label);
      text.value = view.draft[name];
      text.addEventListener("input", () => { view.draft[name] = text.value; });
      return text;
    };
    const end = el("div", "line");
    end.append(
      button(words.save, () => view.add(), { cls: "main" }),
      button(words.cancel, () => view.dropDraft(), { key: "Esc", cls: "flat" }),
    );
    box.append(where, field("words", words.what_is_wrong), field("remedy", words.what_to_do));
    if (view.isLate()) box.append(el("p", "quiet", words.was_there), field("late", words.why_late));
    box.append(end);
    return box;
  }
}
