// One file to the quick check: it streams there, lines of JSON stream back.
const held = new WeakMap();
const SIGNS = { error: "✕", warning: "!", unknown: "?" };

function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words) node.textContent = String(words);
  return node;
}

function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function say(state, words, { share = null, isBusy = false, isBad = false } = {}) {
  state.line.textContent = words;
  state.line.classList.toggle("bad", isBad);
  state.stop.hidden = !isBusy;
  state.bar.hidden = !isBusy;
  if (share === null) state.bar.removeAttribute("value");
  else state.bar.value = share;
}

function kindOf(finding) {
  if (finding.verdict === "unknown") return "unknown";
  return finding.severity === "error" ? "error" : "warning";
}

function drawFinding(finding, data) {
  const words = data.words;
  const kind = kindOf(finding);
  const row = el("li");
  const left = el("div");
  const mark = el("span", `mark ${kind}`);
  const sign = el("b", "", `${SIGNS[kind]} `);
  sign.setAttribute("aria-hidden", "true");
  mark.append(sign, words[kind]);
  left.append(mark, el("span", "where", finding.page ? filled(words.page, { page: finding.page }) : words.whole));
  const right = el("div");
  right.append(el("div", "says", finding.message[data.language]));
  const remedy = finding.remedy[data.language];
  if (remedy) right.append(el("div", "remedy", words.remedy + remedy));
  row.append(left, right);
  return row;
}

function drawReport(state, report) {
  const { data, result } = state;
  const words = data.words;
  const head = el("h2", "", words.result);
  const pages = report.page_count ? ` · ${filled(words.pages, { count: report.page_count })}` : "";
  head.append(el("small", "", `${report.name}${pages}`));
  result.replaceChildren(head);
  if (!report.complete) result.append(el("div", "look", words.not_whole));
  if (report.findings.length) {
    const list = el("ol");
    list.append(...report.findings.map((one) => drawFinding(one, data)));
    result.append(list);
  } else if (report.complete) {
    result.append(el("div", "good", words.clean));
  }
}

function hear(state, text) {
  const words = state.data.words;
  for (const line of text.split("\n").filter(Boolean)) {
    const event = JSON.parse(line);
    if (event.report) { state.report = event.report; say(state, ""); drawReport(state, event.report); }
    else if (event.refused) { state.isDone = true; say(state, event.refused[state.data.language === "en" ? "en" : "message"], { isBad: true }); }
    else if (event.waiting) say(state, words.waiting, { isBusy: true });
    else if (event.total) say(state, filled(words.checking, { done: Math.min(event.done + 1, event.total), total: event.total }), { isBusy: true, share: event.done / event.total });
    else say(state, words.reading, { isBusy: true });
  }
}

// What has arrived since the last look, whole lines only.
function takeLines(state, request) {
  const end = request.responseText.lastIndexOf("\n") + 1;
  const fresh = request.responseText.slice(state.heard, end);
  state.heard = end;
  hear(state, fresh);
}

function refusalOf(request, state) {
  try {
    const told = JSON.parse(request.responseText);
    return told[state.data.language === "en" ? "en" : "message"] || state.data.words.failed;
  } catch { return state.data.words.failed; }
}

function send(file, state) {
  const { data } = state;
  if (!data.item) { say(state, data.words.item_first, { isBad: true }); return; }
  if (file.size > data.largest) { say(state, data.words.too_large, { isBad: true }); return; }
  if (state.request) state.request.abort();
  const request = new XMLHttpRequest();
  Object.assign(state, { request, heard: 0, report: null, isDone: false });
  state.result.replaceChildren();
  const isMine = () => state.request === request;
  request.open("PUT", `/quick-check?item=${encodeURIComponent(data.item)}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
  request.upload.addEventListener("progress", (event) => {
    if (isMine() && event.lengthComputable) say(state, data.words.sending, { isBusy: true, share: event.loaded / event.total });
  });
  request.addEventListener("progress", () => { if (isMine() && request.status === 200) takeLines(state, request); });
  request.addEventListener("load", () => {
    if (!isMine()) return;
    if (request.status !== 200) say(state, refusalOf(request, state), { isBad: true });
    else {
      takeLines(state, request);
      if (!state.report && !state.isDone) say(state, data.words.failed, { isBad: true });
    }
  });
  request.addEventListener("error", () => { if (isMine()) say(state, data.words.failed, { isBad: true }); });
  request.addEventListener("abort", () => { if (isMine()) say(state, data.words.stopped); });
  request.send(file);
  say(state, data.words.sending, { isBusy: true, share: 0 });
}

function take(files, state) {
  if (files.length) send(files[0], state);
}

function build(root, state) {
  const { words } = state.data;
  state.zone = el("label", "zone");
  state.input = el("input");
  state.input.type = "file";
  state.input.accept = "application/pdf,.pdf";
  state.choose = el("b", "", words.choose);
  state.hint = el("span", "", words.hint);
  state.line = el("div", "line");
  state.line.setAttribute("role", "status");
  state.stop = el("button", "stop", words.stop);
  state.stop.type = "button";
  state.bar = el("progress");
  state.bar.max = 1;
  state.result = el("section");
  state.result.setAttribute("aria-live", "polite");
  const line = el("div", "state");
  line.append(state.line, state.stop);
  state.zone.append(state.input, state.choose, state.hint);
  state.input.addEventListener("change", () => { take([...state.input.files], state); state.input.value = ""; });
  state.zone.addEventListener("dragover", (event) => { event.preventDefault(); state.zone.classList.add("over"); });
  state.zone.addEventListener("dragleave", () => state.zone.classList.remove("over"));
  state.zone.addEventListener("drop", (event) => {
    event.preventDefault();
    state.zone.classList.remove("over");
    take([...event.dataTransfer.files], state);
  });
  state.stop.addEventListener("click", () => state.request && state.request.abort());
  root.replaceChildren(state.zone, state.bar, line, state.result);
  say(state, "");
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".part");
  let state = held.get(root);
  const isOther = state && state.data.item !== data.item;
  if (!state) {
    state = { data };
    held.set(root, state);
    build(root, state);
  }
  state.data = data;
  state.zone.classList.toggle("shut", !data.item);
  state.input.disabled = !data.item;
  state.choose.textContent = data.item ? data.words.choose : data.words.item_first;
  state.hint.textContent = data.words.hint;
  state.stop.textContent = data.words.stop;
  // What was found for another item does not hold for this one.
  if (isOther) { if (state.request) state.request.abort(); say(state, ""); state.result.replaceChildren(); }
  else if (state.report) drawReport(state, state.report);
}
