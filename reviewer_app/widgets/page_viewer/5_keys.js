// Keys; none fires while somebody types.
function keyPressed(view, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") { view.cards.asking = ""; view.dropDraft(); return; }
  if (isTyping(event)) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const finding = view.chosenFinding();
  const mayDecide = view.data.editable && finding && !finding.added_by;
  const digit = /^[1-9]$/.test(name) ? Number(name) : 0;
  if (digit && view.cards.asking && mayDecide) {
    const code = view.data.codes[digit - 1];
    if (code) { event.preventDefault(); view.cards.dismiss(finding, code); }
    return;
  }
  const keys = {
    ArrowLeft: () => view.turnPage(-1), ArrowRight: () => view.turnPage(1),
    ArrowUp: () => view.move(-1), ArrowDown: () => view.move(1),
    " ": () => view.nextOpen(), z: () => view.zoomToChosen(), 0: () => view.sheet.fit(),
    r: () => view.sheet.turnBy(90), "+": () => view.sheet.zoom(1.25), "=": () => view.sheet.zoom(1.25),
    "-": () => view.sheet.zoom(1 / 1.25), x: () => view.turnBefore(),
  };
  if (view.data.editable) Object.assign(keys, { Backspace: () => view.undo(), d: () => view.startDrawing(), g: () => view.send({ act: "grade" }) });
  if (mayDecide) Object.assign(keys, {
    y: () => view.say(finding, "confirmed"), n: () => view.cards.ask(finding), l: () => view.say(finding, "put_aside"),
    a: () => { view.cards.wholeGroup = !view.cards.wholeGroup; view.cards.draw(); },
  });
  const onButton = event.composedPath()[0] instanceof HTMLButtonElement && name === " " && event.composedPath()[0].matches(":focus-visible");
  if (keys[name] && !onButton) { event.preventDefault(); keys[name](); }
}

const views = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".part");
  let held = views.get(root);
  if (!held) { held = { view: new View(root) }; views.set(root, held); }
  held.view.take(data, setTriggerValue);
  if (held.listen) document.removeEventListener("keydown", held.listen);
  held.listen = (event) => { if (root.isConnected) keyPressed(held.view, event); };
  document.addEventListener("keydown", held.listen);
  return () => document.removeEventListener("keydown", held.listen);
}
