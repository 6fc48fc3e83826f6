// Choose or drop a file; it streams to our own route with a bar, and can be stopped.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words) node.textContent = String(words);
  return node;
}

const held = new WeakMap();

function send(file, state) {
  const { data, trigger, say } = state;
  const request = new XMLHttpRequest();
  state.request = request;
  request.open("PUT", data.url);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) say(data.words.sending, event.loaded / event.total);
  });
  request.addEventListener("load", () => {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { answer = {}; }
    if (request.status < 300 && answer.source) { say(data.words.done, 1); trigger("source", { source: answer.source, name: file.name }); }
    else say(answer.message || data.words.failed, 0, true);
  });
  request.addEventListener("error", () => say(data.words.failed, 0, true));
  request.addEventListener("abort", () => say(data.words.stopped, 0));
  request.send(file);
  say(data.words.sending, 0);
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  let state = held.get(root);
  if (state) { state.data = data; state.trigger = setTriggerValue; return; }
  state = { data, trigger: setTriggerValue };
  held.set(root, state);
  const zone = el("label", "zone");
  const input = el("input");
  input.type = "file";
  input.accept = data.accept;
  const stop = el("button", "stop", data.words.stop);
  stop.type = "button";
  stop.hidden = true;
  const line = el("div", "line");
  line.setAttribute("role", "status");
  const bar = el("progress");
  bar.max = 1;
  bar.hidden = true;
  state.say = (words, share, isBad) => {
    line.textContent = words;
    line.classList.toggle("bad", Boolean(isBad));
    bar.value = share;
    const busy = share > 0 && share < 1 || words === state.data.words.sending;
    bar.hidden = !busy;
    stop.hidden = !busy;
  };
  zone.append(input, el("b", "", data.words.choose), el("span", "", data.words.hint));
  input.addEventListener("change", () => { if (input.files[0]) send(input.files[0], state); input.value = ""; });
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0], state);
  });
  stop.addEventListener("click", () => state.request && state.request.abort());
  root.replaceChildren(zone, bar, line, stop);
}
