// Uploads: in pieces, two at a time, gone on with after a lost line, a reload or a pause.
const PIECE_BYTES = 4_000_000;
const AT_ONCE = 2;
const LONGEST_WAIT_MS = 15_000;
const sending = new Map();

function uploadKey(state, place, file) {
  return `desk-upload:${state.data.case}:${place.row}:${place.replaces || ""}:${file.name}:${file.size}:${file.lastModified || 0}`;
}

function idFor(key) {
  try {
    const known = localStorage.getItem(key);
    if (known) return known;
    const made = crypto.randomUUID ? crypto.randomUUID() : madeOf(crypto.getRandomValues(new Uint8Array(16)));
    localStorage.setItem(key, made);
    return made;
  } catch {
    return madeOf(crypto.getRandomValues(new Uint8Array(16)));
  }
}

// Without HTTPS a browser has no randomUUID.
function madeOf(bytes) {
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function homeOf(state) {
  return `${state.data.case}:${state.data.place}`;
}

async function enqueue(state, place, files) {
  for (const file of files) {
    const key = uploadKey(state, place, file);
    const { blob, name } = await withPaper(file);
    const one = { key, id: idFor(key), blob, name, place, home: homeOf(state), received: 0, status: "waiting", waitMs: 1000, words: "" };
    const known = [...sending.values()].find((other) => other.id === one.id && other.status !== "failed");
    if (!known) sending.set(one.id, one);
  }
  pump(state);
}

function pump(state) {
  const busy = [...sending.values()].filter((one) => one.status === "sending").length;
  const next = [...sending.values()].filter((one) => one.status === "waiting").slice(0, AT_ONCE - busy);
  for (const one of next) { one.status = "sending"; send(state, one); }
  state.showUploads();
}

function asked(state, one, method, url, body, onProgress) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    one.request = request;
    request.open(method, url);
    request.responseType = "json";
    if (onProgress) request.upload.addEventListener("progress", onProgress);
    const end = (status) => done({ status, told: request.response || {} });
    request.addEventListener("load", () => end(request.status));
    request.addEventListener("error", () => end(0));
    request.addEventListener("abort", () => end(-1));
    request.setRequestHeader("Content-Type", method === "POST" ? "application/json" : "application/octet-stream");
    request.send(body);
  });
}

async function send(state, one) {
  const { url } = state.data;
  const { row, item, person, replaces } = one.place;
  const head = { id: one.id, case: state.data.case, name: one.name, bytes: one.blob.size, item, person, replaces, row };
  let answer = await asked(state, one, "POST", url, JSON.stringify(head));
  while (answer.status === 200 && !answer.told.file && one.status === "sending") {
    one.received = answer.told.received;
    one.waitMs = 1000;
    state.showUploads();
    const piece = one.blob.slice(one.received, one.received + PIECE_BYTES);
    const start = one.received;
    answer = await asked(state, one, "PATCH", `${url}/${one.id}?offset=${start}`, piece, (event) => {
      one.received = start + event.loaded;
      state.showUploads();
    });
  }
  ended(state, one, answer);
}

function ended(state, one, { status, told }) {
  if (one.status !== "sending") { pump(state); return; }
  if (status === 200 && told.file) {
    one.received = one.blob.size;
    one.status = "done";
    one.blob = new Blob();
    try { localStorage.removeItem(one.key); } catch { /* nothing was kept there */ }
    state.act({ did: "uploaded", file: told.file });
  } else if (status === 0 || status >= 500 && status !== 507 || told.code === "offset") {
    one.status = "broken";
    one.words = state.data.words.broken;
    setTimeout(() => { if (one.status === "broken") { one.status = "waiting"; one.words = ""; pump(state); } }, one.waitMs);
    one.waitMs = Math.min(one.waitMs * 2, LONGEST_WAIT_MS);
  } else if (status === 507) {
    // What has arrived stays; it goes on when there is room again.
    one.status = "paused";
    one.words = told[state.data.language === "en" ? "en" : "message"];
  } else if (told.code === "used") {
    // Sent once before, and taken out since: it comes as a new one.
    try { localStorage.removeItem(one.key); } catch { /* nothing was kept there */ }
    sending.delete(one.id);
    one.id = idFor(one.key);
    one.status = "waiting";
    sending.set(one.id, one);
  } else {
    one.status = "failed";
    one.words = told[state.data.language === "en" ? "en" : "message"] || state.data.words.failed;
    try { localStorage.removeItem(one.key); } catch { /* nothing was kept there */ }
  }
  pump(state);
}

function pause(state, one) {
  one.status = "paused";
  one.words = "";
  if (one.request) one.request.abort();
  state.showUploads();
}

function resume(state, one) {
  one.status = "waiting";
  one.words = "";
  pump(state);
}
