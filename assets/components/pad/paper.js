// The paper of the drawing pad: dark ink on white. A stroke is { width, points, erases }, in units of PAPER to a side.

export const PAPER = 280;

const line = (pen, points) => {
  pen.beginPath();
  pen.moveTo(...points[0]);
  points.slice(1).forEach((point) => pen.lineTo(...point));
  pen.stroke();
};

// Browsers differ in whether a line without length is painted; the ends of one with length are round.
const dot = (pen, [x, y], width) => {
  pen.beginPath();
  pen.arc(x, y, width / 2, 0, 2 * Math.PI);
  pen.fill();
};

export const paint = (canvas, strokes, backdrop) => {
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, PAPER, PAPER);
  if (backdrop) pen.drawImage(backdrop, 0, 0, PAPER, PAPER);
  pen.lineCap = pen.lineJoin = "round";
  for (const { width, points, erases } of strokes) {
    pen.strokeStyle = pen.fillStyle = erases ? "#fff" : "#000";
    pen.lineWidth = width;
    if (points.every(([x, y]) => x === points[0][0] && y === points[0][1])) dot(pen, points[0], width);
    else line(pen, points);
  }
};

const newCanvas = (side) => Object.assign(document.createElement("canvas"), { width: side, height: side });

// What is on the paper: side × side grey bytes in base64, or "" if it is blank.
export const greyBytes = (canvas, side) => {
  const small = newCanvas(side).getContext("2d");
  small.imageSmoothingQuality = "high";
  small.drawImage(canvas, 0, 0, side, side);
  const grey = small.getImageData(0, 0, side, side).data.filter((_, i) => i % 4 === 0);
  if (grey.every((value) => value === 255)) return "";
  let text = "";
  for (const value of grey) text += String.fromCharCode(value);
  return btoa(text);
};

// A drawing that came from Python, to be drawn on.
export const backdropOf = (encoded, side) => {
  const text = atob(encoded);
  const pixels = new ImageData(side, side);
  for (let i = 0; i < text.length; i += 1) {
    pixels.data.fill(text.charCodeAt(i), 4 * i, 4 * i + 3);
    pixels.data[4 * i + 3] = 255;
  }
  const canvas = newCanvas(side);
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  return canvas;
};
