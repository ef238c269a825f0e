// Streamlit ends the connection of a page whose controls say more than a megabyte (maxWidgetStateSize in .streamlit/config.toml), and what
// ended it is sent again once the page is connected. So what is too large is refused here, with a sentence, and what was there stays.

const MOST_BYTES = 900_000; // bytes of all reports on a page; what is left is for Streamlit's own controls

const reportBytes = (globalThis.cnnvizSaid ??= new Map()); // by what reports: the bytes of its report

const inMegabytes = (bytes) => (bytes / 1e6).toFixed(1);
const refusalSentence = (bytes) => `This has ${inMegabytes(bytes)} MB, and at most ${inMegabytes(MOST_BYTES)} MB can be sent. Nothing was changed: make it smaller.`;

// Why a report is not sent, in a sentence; "" if it may be. of: what reports, an element of the page.
export const refusalOf = (of, report) => {
  for (const one of reportBytes.keys()) if (!one.isConnected) reportBytes.delete(one);
  const others = [...reportBytes].reduce((sum, [one, bytes]) => sum + (one === of ? 0 : bytes), 0);
  const bytes = new TextEncoder().encode(JSON.stringify(report)).length;
  if (bytes + others > MOST_BYTES) return refusalSentence(bytes);
  reportBytes.set(of, bytes);
  return "";
};

// Shows such a sentence above what an element holds, or takes it away.
export const showRefusal = (element, text) => {
  element.refusal ??= Object.assign(document.createElement("p"), { className: "refused", role: "alert" });
  if (element.refusal.textContent !== text) element.refusal.textContent = text;
  if (!text) element.refusal.remove();
  else if (element.refusal.parentNode !== element) element.prepend(element.refusal);
};
