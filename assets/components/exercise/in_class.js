// An exercise that is worked on for a class: answers go to the class by the outbox, so that a lost connection loses none of them.

import { outbox } from "../outbox.js";

const ON_ITS_WAY = "Your last answer is still on its way. It is kept in this browser until it is saved.";

// klass: { code, act, task, variant, seen } of a task, or { code, act, round } of a question to all; told(sentence, isWaiting); done(answer): the server has answered, and keeps this answer to what is shown; null if it is another one, or refused
export const newInClass = ({ told, done }, post = outbox) => {
  let [here, sent, stop] = [null, "", null];
  const isHere = (body) => body.code === here.code && (here.act === "vote" ? body.round === here.round : body.task === here.task && body.variant === here.variant);
  const hear = (key, body, answer, sentence) => {
    if (isHere(body)) {
      if (answer && !answer.ok) sent = "";
      if (answer) told(sentence, false);
      else told("Not saved yet, trying again. Your answer is kept in this browser.", true);
    }
    if (answer) done(isHere(body) && answer.ok ? body.answer : null);
  };
  const leave = () => {
    stop?.();
    stop = null;
  };
  return {
    leave,
    take(klass) {
      here = klass;
      if (!klass) {
        leave();
        return;
      }
      stop ??= post?.listen(hear);
      post?.flush();
    },
    // What was sent is waited for, until the page shows one attempt more: a second press of the button is no second attempt.
    send(answer) {
      const { code, act, task, variant, seen, round } = here;
      const place = [code, task, variant, seen].join(" ");
      if (act === "vote") post.put(`${code}/vote`, { code, round, answer });
      else if (place === sent) told(ON_ITS_WAY, true);
      else {
        sent = place;
        post.put(`${code}/${act}`, { code, task, variant, seen, answer });
      }
    },
  };
};
