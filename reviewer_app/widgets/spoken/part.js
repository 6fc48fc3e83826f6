// One button that plays a sound of our own server, and stops it.
const held = new WeakMap();

function stop(state) {
  if (state.sound) state.sound.pause();
  state.sound = null;
  state.button.textContent = state.data.words.listen;
}

function play(state) {
  const sound = new Audio(state.data.url);
  state.sound = sound;
  state.button.textContent = state.data.words.playing;
  const fail = () => { if (state.sound === sound) { stop(state); state.button.textContent = state.data.words.failed; } };
  sound.addEventListener("ended", () => { if (state.sound === sound) stop(state); });
  sound.addEventListener("error", fail);
  sound.play().catch(fail);
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".part");
  let state = held.get(root);
  if (!state) {
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => (state.sound ? stop(state) : play(state)));
    root.replaceChildren(button);
    state = { button, data, sound: null };
    held.set(root, state);
  }
  const isOther = state.data.url !== data.url;
  state.data = data;
  state.button.title = data.words.hint;
  if (isOther || !state.sound) stop(state);
}
