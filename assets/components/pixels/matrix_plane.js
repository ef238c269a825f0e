// One channel of the picture as a matrix: enlarged, its cells carry their numbers.

import { formatNumber } from "../cnnviz/numbers.js";
import { newPlane } from "../linked/figure/plane.js";
import { inkOn } from "../linked/figure/pixels.js";
import { make, putPixels } from "../payload.js";
import { greysOf } from "./picture_frame.js";

// handlers as newPlane's, and laidOut(): the room for it has changed.
export const newMatrix = (handlers) => {
  const [figure, caption, host] = [make("figure", "matrix"), make("figcaption", ""), make("div", "host")];
  figure.append(caption, host);
  const plane = newPlane(host, handlers);
  const image = make("canvas", "");
  const observer = new ResizeObserver(() => {
    plane.resize();
    handlers.laidOut();
  });
  observer.observe(host);
  let drawn = null;
  return {
    figure,
    plane,
    width: () => host.clientWidth,
    // picture: of picture_state.js; channel: which; isOff: its colour is switched off.
    show(picture, channel, label, isOff) {
      caption.textContent = label;
      figure.classList.toggle("off", isOff);
      if (drawn === picture) return;
      drawn = picture;
      const { size: [rows, columns], area, low, high } = picture;
      const values = picture.values.subarray(channel * area, (channel + 1) * area);
      const greys = greysOf(values, low, high);
      putPixels(image, greys, [rows, columns]);
      plane.show({
        key: `${picture.id} ${channel}`, image, rows, columns, width: columns, height: rows, top: 0, left: 0, planes: 1, across: 1, gap: 0, label, alt: label,
        text: (_, row, column) => formatNumber(values[row * columns + column], 3),
        inkOn: (_, row, column) => inkOn(Array(3).fill(greys[row * columns + column] & 255)),
        paddingKind: () => "",
      });
    },
    end: () => observer.disconnect(),
  };
};
