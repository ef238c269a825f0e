import curves from "/assets/components/curves/curves.js";
import { equal, test } from "./harness.js";

const plot = (title) => ({ title, up: ["1", "0"], along: ["0", "1"], lines: [], isEmpty: true });

test("how far a run is, is heard as it changes, and not when it is first drawn", async () => {
  document.body.innerHTML = '<div class="host"><div class="curves"></div><p class="heard"></p></div>';
  const parentElement = document.querySelector(".host");
  const show = (title) => curves({ parentElement, data: { width: 1, height: 1, empty: "", plots: [plot(title), plot("Loss")] } });
  const heard = parentElement.querySelector(".heard");
  show("not known yet");
  show("held out 12 %");
  while (!heard.textContent) await new Promise((done) => setTimeout(done));
  equal(heard.textContent, "held out 12 %");
});
