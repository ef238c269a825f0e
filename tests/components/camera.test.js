import { test, equal } from "./harness.js";
import camera from "/assets/components/camera/camera.js";

test("every chooser of files in its place opens a phone's camera, also one that comes later, and no other", async () => {
  document.body.insertAdjacentHTML("beforeend", '<div class="st-key-here"><input type="file"></div><input type="file" id="elsewhere">');
  const here = document.querySelector(".st-key-here");
  const told = () => [...document.querySelectorAll("input[type=file]")].map((one) => `${one.accept} ${one.getAttribute("capture")}`);
  const end = camera({ parentElement: document.createElement("div"), data: { place: "here" } });
  equal(told(), ["image/* environment", " null"]);
  here.replaceChildren(Object.assign(document.createElement("input"), { type: "file" }));
  await new Promise((done) => setTimeout(done));
  equal(told(), ["image/* environment", " null"]);
  end();
  here.replaceChildren(Object.assign(document.createElement("input"), { type: "file" }));
  await new Promise((done) => setTimeout(done));
  equal(told(), [" null", " null"]);
  here.remove();
  document.querySelector("#elsewhere").remove();
});
