// The way into a class: the code leads to the page Classes, which asks the server.

import { follow, goToPage } from "../follow.js";
import { countPaint } from "../painted.js";

export default ({ parentElement }) => {
  const form = parentElement.querySelector(".class-code");
  form.onsubmit = (event) => {
    event.preventDefault();
    goToPage(`classes?${new URLSearchParams({ code: form.code.value.trim() })}`);
  };
  form.querySelector("a").onclick = follow;
  countPaint(form);
};
