// A class that was just made: its code and link for students, and the teacher's own link, which the server tells this once.

const inPairs = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

export const newMade = (root, askForCode, linkedOrigin) => {
  const find = (selector) => root.querySelector(selector);
  const said = find(".said");
  let [link, key] = ["", ""];
  const copied = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = `${what} copied`;
    } catch {
      said.textContent = "This browser lets no page copy. Select the link and copy it.";
    }
    said.classList.toggle("fine", said.textContent.endsWith("copied"));
  };
  return {
    show({ code, key: given, title }) {
      const at = new URL(new URL("classes", location.href).pathname, linkedOrigin() || location.origin);
      link = `${at.origin}${at.pathname}?code=${code}`;
      key = `${at.origin}${at.pathname}/teach?key=${given}`;
      root.hidden = false;
      find("h2").textContent = title;
      find(".code").textContent = inPairs(code);
      find(".place").textContent = `${at.host}${at.pathname}`;
      find(".key").value = key;
      find(".open").href = `classroom?code=${code}&as=teacher`;
      askForCode(link);
      root.scrollIntoView({ block: "nearest" });
    },
    take(shown) {
      if (!shown || shown.address !== link) return;
      const code = find(".qr svg");
      code.setAttribute("viewBox", `0 0 ${shown.size} ${shown.size}`);
      code.ariaLabel = shown.alt;
      code.firstElementChild.setAttribute("d", shown.path);
      find(".warning").textContent = shown.warning || shown.problem;
    },
    copy: () => copied(link, "Link"),
    copyKey: () => copied(key, "Teacher’s link"),
    save() {
      const text = `cnnviz: ${find("h2").textContent}\nLink for students: ${link}\nYour own link as the teacher, which nobody else should have:\n${key}\n`;
      const file = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: "cnnviz-teacher.txt" });
      file.click();
      URL.revokeObjectURL(file.href);
    },
  };
};
