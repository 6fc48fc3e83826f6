// Unseen: keys for buttons that Streamlit draws, the language cookie, leaving the page.
const known = new WeakMap();

function isTyping(event) {
  const at = event.composedPath()[0];
  if (!(at instanceof Element)) return false;
  return at.isContentEditable || at.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");
}

function press(selector) {
  const place = document.querySelector(selector);
  const target = place && (place.matches("button, a") ? place : place.querySelector("button, a"));
  if (!target || target.disabled) return false;
  target.click();
  return true;
}

const NAMES = { Backspace: "⌫", Enter: "↵", " ": "空格", ArrowLeft: "←", ArrowRight: "→" };

// The key stands on its button; the empty alternative text keeps it out of the name.
function printKeys(keys, language) {
  let sheet = document.getElementById("desk-keys");
  if (!sheet) { sheet = document.createElement("style"); sheet.id = "desk-keys"; document.head.append(sheet); }
  sheet.textContent = Object.entries(keys).map(([key, place]) => (
    `${place} button::after { content: "${(key === " " && language === "en" ? "Space" : NAMES[key]) || key.toUpperCase()}" / ""; font: 600 11px/1 var(--family);`
    + " border: 1px solid currentColor; border-radius: 4px; padding: 2px 5px; margin-left: 9px; opacity: .65; white-space: nowrap; }"
  )).join("\n");
}

// Streamlit takes the way from a password to the eye beside it for no leaving at all, and
// what was typed never arrives. Can go once its text field minds where the focus went on.
function tellThatItWasLeft(event) {
  const field = event.target instanceof HTMLInputElement && event.target.closest("[data-testid=stTextInput]");
  if (field && field.contains(event.relatedTarget)) event.target.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
}

function leave(data) {
  if (data.post) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = data.post;
    document.body.append(form);
    form.submit();
  } else if (data.go) {
    window.location.assign(data.go);
  }
}

export default function (component) {
  const { data, parentElement } = component;
  const state = known.get(parentElement) || {};
  known.set(parentElement, state);
  document.addEventListener("focusout", tellThatItWasLeft);
  document.documentElement.lang = data.language === "en" ? "en" : "zh-CN";
  document.cookie = `language=${data.language === "en" ? "en" : "zh"};path=/;max-age=31536000;samesite=strict`;
  sayItsWords(data.words || {});
  printKeys(data.keys || {}, data.language);
  if (state.listen) document.removeEventListener("keydown", state.listen, true);
  state.listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const at = event.composedPath()[0];
    const own = name === " " ? "button" : name === "Enter" ? "button, a, tr" : "";
    const isItsOwn = own && at instanceof Element && at.matches(own) && at.matches(":focus-visible:not([aria-checked=true])");
    if (isItsOwn) return;
    const selector = (data.keys || {})[name];
    if (selector && press(selector)) { event.preventDefault(); event.stopPropagation(); }
  };
  document.addEventListener("keydown", state.listen, true);
  if (state.click) document.removeEventListener("click", state.click);
  state.click = (event) => {
    for (const [at, selector] of Object.entries(data.clicks || {})) {
      if (event.target instanceof Element && event.target.closest(at)) press(selector);
    }
  };
  document.addEventListener("click", state.click);
  if ((data.go || data.post) && !state.left) {
    state.left = true;
    leave(data);
  }
  return () => {
    document.removeEventListener("keydown", state.listen, true);
    document.removeEventListener("click", state.click);
  };
}
