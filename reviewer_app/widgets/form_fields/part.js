// Fields of one section: each is saved as one types, and again until the server has it.
function el(name, cls, words) {
  const node = document.createElement(name);
  if (cls) node.className = cls;
  if (words !== undefined && words !== null) node.textContent = String(words);
  return node;
}

const held = new WeakMap();
const PAUSE_MS = 500;
const RETRY_MS = 4000;
const TELLING_MS = 900;

const nameOf = (state, name) => `desk-field:${state.data.case}:${name}`;

// With what stood there before, so that a newer value of another window is not passed over.
function remember(state, one) {
  const kept = JSON.stringify([one.input.value, one.base]);
  try { localStorage.setItem(nameOf(state, one.given.name), kept); } catch { /* a private window keeps nothing */ }
}

function forget(state, name) {
  try { localStorage.removeItem(nameOf(state, name)); } catch { /* the same */ }
}

function recall(state, name) {
  try { return JSON.parse(localStorage.getItem(nameOf(state, name))); } catch { return null; }
}

function say(state, words, isBad) {
  state.line.textContent = words;
  state.line.classList.toggle("bad", Boolean(isBad));
}

function showFault(one, words) {
  one.fault.textContent = words || "";
  one.input.setAttribute("aria-invalid", words ? "true" : "false");
}

function isTypedIn(one) {
  return one.input.getRootNode().activeElement === one.input;
}

function faultWords(state, fault) {
  return fault ? fault[state.data.language] || fault.zh : "";
}

// While it is asked, nothing is sent: the way to its buttons leaves the field.
function askWhich(state, one, told) {
  const { words } = state.data;
  const theirs = (told.message.match(/“(.*)”/s) || ["", ""])[1];
  one.isAsked = true;
  const mine = el("button", "small", words.keep_mine);
  const other = el("button", "small", words.take_theirs);
  mine.type = "button";
  other.type = "button";
  mine.addEventListener("click", () => { answered(state, one); one.base = null; save(state, one); });
  other.addEventListener("click", () => {
    answered(state, one);
    one.input.value = theirs;
    one.base = theirs;
    one.isUnsent = false;
    forget(state, one.given.name);
  });
  one.ask.replaceChildren(mine, other);
}

function answered(state, one) {
  one.isAsked = false;
  one.ask.replaceChildren();
  one.input.focus();
  showFault(one, "");
  say(state, "");
}

async function sent(state, one, value) {
  try {
    const response = await fetch(state.data.url, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: one.given.name, value, before: one.base }),
    });
    return { status: response.status, told: await response.json().catch(() => ({})) };
  } catch {
    return null;
  }
}

async function save(state, one) {
  clearTimeout(one.timer);
  const value = one.input.value;
  if (value === one.base && !one.isUnsent) return;
  // Until the answer is taken: the next value goes by what this one leaves behind.
  if (one.isSending || one.isAsked) return;
  one.isSending = true;
  say(state, state.data.words.saving);
  const answer = await sent(state, one, value);
  one.isSending = false;
  if (!answer) {
    say(state, state.data.words.offline, true);
    one.timer = setTimeout(() => save(state, one), RETRY_MS);
  } else if (answer.status < 300) taken(state, one, value, answer.told);
  else refused(state, one, value, answer);
}

function taken(state, one, value, told) {
  one.base = told.value;
  one.isUnsent = one.input.value !== value;
  if (!one.isUnsent) forget(state, one.given.name);
  if (!isTypedIn(one) || !told.fault) showFault(one, faultWords(state, told.fault));
  const now = new Date();
  const at = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
  say(state, state.data.words.saved.replace("{at}", at));
  if (one.isUnsent) { save(state, one); return; }
  clearTimeout(state.telling);
  state.telling = setTimeout(() => state.trigger("saved", { at: Date.now() }), TELLING_MS);
}

function refused(state, one, value, { status, told }) {
  const words = told[state.data.language === "en" ? "en" : "message"] || state.data.words.failed;
  say(state, words, true);
  if (told.code === "changed") askWhich(state, one, told);
  else if (status === 401) one.timer = setTimeout(() => save(state, one), RETRY_MS * 3);
  else if (status >= 500) one.timer = setTimeout(() => save(state, one), RETRY_MS);
  else if (one.input.value !== value) save(state, one);
  if (status < 500 && status !== 401) showFault(one, words);
}

function inputOf(given, words) {
  if (given.choices) {
    const select = el("select");
    select.append(new Option(words.choose, ""), ...given.choices.map((one) => new Option(one.words, one.id)));
    return select;
  }
  if (given.kind === "text") { const area = el("textarea"); area.rows = 4; return area; }
  const input = el("input");
  input.type = "text";
  input.inputMode = { number: "numeric", phone: "tel", mail: "email" }[given.kind] || "text";
  if (given.kind === "day") input.placeholder = "2022-03-31";
  return input;
}

function draw(state, given) {
  const { data } = state;
  const row = el("div", "field");
  const label = el("label", "", given.label);
  if (given.required) {
    const star = el("span", "star", "*");
    star.setAttribute("aria-hidden", "true");
    label.append(star);
  }
  const input = inputOf(given, data.words);
  const id = `desk-${data.case}-${given.name}`;
  input.id = id;
  label.htmlFor = id;
  input.required = given.required;
  input.value = given.value;
  input.disabled = data.readonly || given.fixed;
  const fault = el("div", "fault");
  fault.id = `${id}-fault`;
  fault.setAttribute("role", "alert");
  const hint = el("div", "hint", given.hint);
  hint.id = `${id}-hint`;
  input.setAttribute("aria-describedby", `${fault.id} ${hint.id}`);
  const ask = el("div", "ask");
  const one = { given, row, input, fault, ask, base: given.value };
  row.append(label, input, hint, fault, ask);
  if (given.fault) showFault(one, given.fault);
  if (!input.disabled) listen(state, one);
  return one;
}

function listen(state, one) {
  const { input, given } = one;
  input.addEventListener("input", () => {
    one.isUnsent = true;
    remember(state, one);
    clearTimeout(one.timer);
    one.timer = setTimeout(() => save(state, one), PAUSE_MS);
  });
  input.addEventListener("change", () => save(state, one));
  input.addEventListener("blur", () => {
    if (one.isAsked) return;
    if (given.required && !input.value.trim()) showFault(one, state.data.words.required);
    else if (!input.value.trim()) showFault(one, "");
    if (one.isUnsent) save(state, one);
  });
  const unsent = recall(state, given.name);
  if (unsent && unsent[0] !== given.value) {
    [input.value, one.base] = unsent;
    one.isUnsent = true;
    save(state, one);
  } else if (unsent) forget(state, given.name);
}

// What another window saved since comes in where nothing was typed here.
function follow(one, given) {
  const isTouched = one.isUnsent || one.isSending || one.isAsked || isTypedIn(one) || one.base !== one.given.value;
  if (given.value !== one.given.value && !isTouched) {
    one.input.value = given.value;
    one.base = given.value;
    showFault(one, given.fault);
  }
  if (!isTouched || given.value === one.base) one.given = given;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  const before = held.get(root);
  const same = before && before.data.section === data.section && before.data.case === data.case
    && before.data.language === data.language && before.data.readonly === data.readonly
    && before.data.stamp === data.stamp;
  if (same) {
    before.trigger = setTriggerValue;
    before.fields.forEach((one, at) => follow(one, data.fields[at]));
    return;
  }
  const state = { data, trigger: setTriggerValue };
  held.set(root, state);
  state.line = el("div", "line");
  state.line.setAttribute("role", "status");
  state.fields = data.fields.map((given) => draw(state, given));
  const grid = el("div", "grid");
  grid.append(...state.fields.map((one) => one.row));
  root.replaceChildren(grid, state.line);
}
