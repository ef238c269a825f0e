import { test, equal } from "./harness.js";
import { linkOf } from "/assets/components/share/link.js";

test("a link keeps all of the address, as it is written there", () => {
  for (const rest of ["", "kernels", "kernels?text=1+0%3B%20a&empty=&stride=2", "network?unit=3,4"]) {
    equal(linkOf(`http://192.168.0.7:8501/${rest}`), `http://192.168.0.7:8501/${rest}`);
  }
});

test("a link shows the page with its controls, even if it is given out during a presentation", () => {
  equal(linkOf("http://a/kernels?present=1"), "http://a/kernels");
  equal(linkOf("http://a/kernels?stride=2&present=1&pad=full"), "http://a/kernels?stride=2&pad=full");
});

test("a link has no place within the page", () => equal(linkOf("http://a/kernels?stride=2#top"), "http://a/kernels?stride=2"));

test("a link has the address that others type, where that is known", () => {
  equal(linkOf("http://localhost:8501/school/kernels?a=1+2&present=1#top", "http://192.168.1.5:8501"), "http://192.168.1.5:8501/school/kernels?a=1+2");
  equal(linkOf("http://localhost/kernels", ""), "http://localhost/kernels");
});
