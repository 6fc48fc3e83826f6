// A photo becomes a PDF of one page here, upright as the camera meant it.
const LONGEST_SIDE_PX = 4200;
const PHOTO_QUALITY = 0.9;
const PAGE_PT = [595.28, 841.89];

async function asJpeg(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE_PX / Math.max(picture.width, picture.height));
  const canvas = el("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", PHOTO_QUALITY); });
  return { bytes: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height };
}

// Source: ISO 32000-1, 7.5: header, objects, cross-reference table, trailer.
function paperOf({ bytes, width, height }) {
  const [short, long] = PAGE_PT;
  const [wide, high] = width > height ? [long, short] : [short, long];
  const scale = Math.min(wide / width, high / height);
  const [w, h] = [width * scale, height * scale];
  const draw = `q ${w.toFixed(2)} 0 0 ${h.toFixed(2)} ${((wide - w) / 2).toFixed(2)} ${((high - h) / 2).toFixed(2)} cm /P Do Q`;
  const parts = [];
  const starts = [];
  let size = 0;
  const put = (piece) => {
    const data = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    parts.push(data);
    size += data.length;
  };
  const object = (number, ...pieces) => { starts[number] = size; put(`${number} 0 obj\n`); pieces.forEach(put); put("\nendobj\n"); };
  put("%PDF-1.4\n");
  object(1, "<</Type/Catalog/Pages 2 0 R>>");
  object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
  object(3, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${wide} ${high}]/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R>>`);
  object(4, `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${bytes.length}>>\nstream\n`, bytes, "\nendstream");
  object(5, `<</Length ${draw.length}>>\nstream\n${draw}\nendstream`);
  const table = size;
  put(`xref\n0 6\n0000000000 65535 f \n${starts.slice(1).map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`);
  put(`trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}

async function withPaper(file) {
  if (!/^image\/(jpeg|png|webp|bmp)$/.test(file.type)) return { blob: file, name: file.name };
  try {
    return { blob: paperOf(await asJpeg(file)), name: file.name.replace(/\.[^.]*$/, "") + ".pdf" };
  } catch {
    return { blob: file, name: file.name };
  }
}
