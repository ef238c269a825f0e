// The preview route answers before the page runs. It may leave it to the page; any other failure is an error.

const ANSWER_WITHIN = 3000; // ms; a network time-out
const LEFT_TO_THE_PAGE = [409, 429, 503];

// Asks with something that JSON can write. Resolves to the answer's bytes, or to null where the page answers.
export const askPreview = async (address, asked) => {
  const response = await fetch(address, { method: "POST", body: JSON.stringify(asked), signal: AbortSignal.timeout(ANSWER_WITHIN) });
  if (LEFT_TO_THE_PAGE.includes(response.status)) return null;
  if (!response.ok) throw new Error(`the preview route answered with ${response.status}`);
  return response.arrayBuffer();
};
