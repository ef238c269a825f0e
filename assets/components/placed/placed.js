// One number, where it stands, and the way to its worked sum further down. pages/ui/network/chosen.py packs it.

import { bringIntoView } from "../following.js";
import { unpackSync } from "../payload.js";

export default ({ parentElement, data }) => {
  const { header } = unpackSync(data);
  const [place, number, way] = parentElement.querySelector(".placed").children;
  place.textContent = header.place;
  number.textContent = header.number;
  way.textContent = "Where from?";
  way.onclick = () => bringIntoView(header.follow);
};
