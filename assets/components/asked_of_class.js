// What components of classes ask the server, beside Streamlit: JSON to an address under classes/, answered with JSON.

const ANSWER_WITHIN = 15_000; // ms; a network time-out

// status 0: nobody answered; told: a sentence where something was refused
const request = async (path, options) => {
  try {
    const answer = await fetch(`classes/${path}`, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN), ...options });
    const said = await answer.json();
    return { ok: answer.ok, status: answer.status, told: "", ...said };
  } catch {
    return { ok: false, status: 0, told: "No connection to the server. Try again." };
  }
};

export const lookUp = (path) => request(path, {});

export const tellClass = (path, body) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// A page that the cookie decides has to be loaded anew: Streamlit reads it once, as it connects.
export const goAnew = (href) => location.assign(href);
