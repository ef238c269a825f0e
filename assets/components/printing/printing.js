// Has the browser print the page; what of it stands on paper is said by its style sheet.

import { countPaint } from "../painted.js";

export default ({ parentElement }) => {
  const root = parentElement.querySelector(".printing");
  root.firstElementChild.onclick = () => print();
  countPaint(root);
};
