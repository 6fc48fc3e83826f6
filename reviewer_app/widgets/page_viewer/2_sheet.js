// The page: a picture with boxes over it, zoomed, turned, drawn upon.
class Sheet {
  constructor(stage, view) {
    this.stage = stage;
    this.view = view;
    this.scale = 1;
    this.turn = 0;
    this.isDrawing = false;
    this.ratio = Math.SQRT2;
    this.area = el("div", "area");
    this.paper = el("div", "paper");
    this.picture = el("img", "picture");
    this.picture.draggable = false;
    this.boxes = el("div", "boxes");
    this.paper.append(this.picture, this.boxes);
    this.area.append(this.paper);
    stage.append(this.area);
    this.picture.addEventListener("load", () => this.arrived());
    this.picture.addEventListener("error", () => this.paper.classList.add("absent"));
    stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.down(event));
    new ResizeObserver(() => { if (this.isFit) this.fit(); }).observe(stage);
  }

  show(url, alt, ratio) {
    if (this.url === url) return;
    this.url = url;
    this.turn = 0;
    this.ratio = ratio || this.ratio;
    this.paper.classList.remove("absent");
    this.paper.classList.add("waiting");
    this.picture.alt = alt;
    this.picture.src = url;
    this.fit();
  }

  arrived() {
    this.paper.classList.remove("waiting");
    const real = this.picture.naturalHeight / this.picture.naturalWidth;
    if (Math.abs(real - this.ratio) > 0.002) { this.ratio = real; if (this.isFit) this.fit(); else this.lay(); }
  }

  lying() { return this.turn % 180 !== 0; }

  fitScale() {
    const across = this.lying() ? this.ratio : 1;
    const along = this.lying() ? 1 : this.ratio;
    return Math.min((this.stage.clientWidth - 32) / across, (this.stage.clientHeight - 32) / along);
  }

  fit() { this.isFit = true; this.scale = this.fitScale(); this.lay(); }

  // scale: width of the upright page in CSS pixels
  lay() {
    const w = this.scale, h = this.scale * this.ratio;
    const outerW = this.lying() ? h : w, outerH = this.lying() ? w : h;
    this.area.style.width = `${outerW}px`;
    this.area.style.height = `${outerH}px`;
    Object.assign(this.paper.style, {
      width: `${w}px`, height: `${h}px`,
      left: `${(outerW - w) / 2}px`, top: `${(outerH - h) / 2}px`,
      transform: `rotate(${this.turn}deg)`,
    });
  }

  zoom(factor, at) {
    const stage = this.stage.getBoundingClientRect();
    const x = at ? at.clientX - stage.left : stage.width / 2;
    const y = at ? at.clientY - stage.top : stage.height / 2;
    const least = this.fitScale() * 0.5;
    const next = Math.min(Math.max(this.scale * factor, least), 3200);
    const grown = next / this.scale;
    const left = (this.stage.scrollLeft + x) * grown - x, top = (this.stage.scrollTop + y) * grown - y;
    this.scale = next;
    this.isFit = false;
    this.lay();
    this.stage.scrollTo(left, top);
  }

  zoomTo(box) {
    const [x0, y0, x1, y1] = box;
    const width = Math.max(x1 - x0, 0.08), height = Math.max(y1 - y0, 0.03);
    const wanted = Math.min(this.stage.clientWidth * 0.55 / width, this.stage.clientHeight * 0.5 / (height * this.ratio));
    this.scale = Math.max(Math.min(wanted, 1500), this.fitScale());
    this.isFit = false;
    this.lay();
    const [cx, cy] = this.toScreen((x0 + x1) / 2, (y0 + y1) / 2);
    this.stage.scrollTo(cx - this.stage.clientWidth / 2 + 16, cy - this.stage.clientHeight / 2 + 16);
  }

  turnBy(angle) { this.turn = (this.turn + angle + 360) % 360; this.fit(); }

  toScreen(x, y) {
    const w = this.scale, h = this.scale * this.ratio;
    const angle = this.turn * Math.PI / 180, dx = (x - 0.5) * w, dy = (y - 0.5) * h;
    return [
      parseFloat(this.area.style.width) / 2 + dx * Math.cos(angle) - dy * Math.sin(angle),
      parseFloat(this.area.style.height) / 2 + dx * Math.sin(angle) + dy * Math.cos(angle),
    ];
  }

  toPage(event) {
    const rect = this.area.getBoundingClientRect();
    const dx = event.clientX - rect.left - rect.width / 2, dy = event.clientY - rect.top - rect.height / 2;
    const angle = -this.turn * Math.PI / 180;
    const x = (dx * Math.cos(angle) - dy * Math.sin(angle)) / this.scale + 0.5;
    const y = (dx * Math.sin(angle) + dy * Math.cos(angle)) / (this.scale * this.ratio) + 0.5;
    return [Math.min(Math.max(x, 0), 1), Math.min(Math.max(y, 0), 1)];
  }

  wheel(event) {
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event);
  }

  down(event) {
    if (event.button !== 0 || event.pointerType === "touch" && !this.isDrawing) return;
    if (event.target.closest("button") && !this.isDrawing) return;
    event.preventDefault();
    this.stage.setPointerCapture(event.pointerId);
    const from = this.toPage(event);
    const start = { x: event.clientX, y: event.clientY, left: this.stage.scrollLeft, top: this.stage.scrollTop };
    const mark = this.isDrawing ? el("div", "box drawn") : null;
    if (mark) this.boxes.append(mark);
    const move = (now) => {
      if (mark) place(mark, span(from, this.toPage(now)));
      else this.stage.scrollTo(start.left + start.x - now.clientX, start.top + start.y - now.clientY);
    };
    const up = (now) => {
      this.stage.removeEventListener("pointermove", move);
      this.stage.removeEventListener("pointerup", up);
      if (!mark) return;
      const box = span(from, this.toPage(now));
      if (box[2] - box[0] > 0.005 && box[3] - box[1] > 0.005) this.view.drew(box);
      else mark.remove();
    };
    this.stage.addEventListener("pointermove", move);
    this.stage.addEventListener("pointerup", up);
  }

  drawMode(on) { this.isDrawing = on; this.stage.classList.toggle("drawing", on); }

  mark(marks) {
    this.boxes.replaceChildren(...marks.map((given) => {
      const node = given.press ? button("", given.press, { label: given.label }) : el("div");
      node.className = `box ${given.cls}`;
      place(node, given.box);
      if (given.words) node.append(el("span", "words", given.words));
      return node;
    }));
  }
}

function span([ax, ay], [bx, by]) {
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

function place(node, [x0, y0, x1, y1]) {
  Object.assign(node.style, {
    left: `${x0 * 100}%`, top: `${y0 * 100}%`, width: `${(x1 - x0) * 100}%`, height: `${(y1 - y0) * 100}%`,
  });
}
