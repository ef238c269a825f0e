// Which channel is large, between the view and Python: what is pressed is shown at once and told when presses rest, and
// no answer to an older press takes it back.

import { newLater } from "./later.js";

const CHANNEL_REST = 400; // ms

// show(channel, or null as long as nobody has chosen one); tell(channel).
export const newLargeChannel = (show, tell, rest = CHANNEL_REST) => {
  let known = { of: "", channel: null }; // what Python said last
  let asked = null; // what it said or was told last
  let [wanted, pressed] = [undefined, 0]; // what was pressed and is not answered yet

  const telling = newLater(() => {
    if (wanted !== asked) {
      asked = wanted;
      tell(pressed);
    } else if (wanted === known.channel) wanted = undefined; // nothing is to be answered
  }, rest);
  return {
    stop: telling.cancel,
    tellNow: telling.now,
    // first: the channel that is large before any is chosen; Python calls it null.
    press(channel, first) {
      pressed = channel;
      wanted = channel === first ? null : channel;
      telling.soon();
    },
    // What Python says, again and again. A choice holds for what it was made in: `of`.
    know(given = { of: "", channel: null }) {
      if (given.of !== known.of) {
        telling.cancel();
        wanted = undefined;
      }
      known = given;
      if (wanted !== undefined) {
        if (!telling.isComing && wanted === known.channel) wanted = undefined;
        return;
      }
      asked = known.channel;
      show(known.channel);
    },
  };
};
