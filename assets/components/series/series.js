// Series and volumes: which of the two, and the view of each. All that is set belongs to the store of the window (linked/store.js);
// pages/ui/series/ keeps it.

import { living } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { adoptStyles } from "../styles.js";
import { whenThemeChanges } from "../theme.js";
import { newChoice } from "../choice.js";
import { newSeriesView } from "./series_view.js";
import { newVolumeView } from "./volume_view.js";

const newBoth = (root, store) => {
  const parts = { series: root.querySelector(".along"), volume: root.querySelector(".volume") };
  const painted = () => countPaint(root);
  const views = { series: newSeriesView(parts.series, store, painted), volume: newVolumeView(parts.volume, store, painted) };
  const state = { pending: 0 };
  const choose = newChoice(root.querySelector(".of"), { series: "Series", volume: "Volume" }, (of) => {
    Object.values(views).forEach((view) => view.stop());
    store.change({ of }, REST.typed);
    draw();
  });
  const draw = () => {
    const { fields, options } = store;
    if (!options || !("of" in fields)) return;
    root.hidden = false;
    for (const [name, part] of Object.entries(parts)) part.hidden = name !== fields.of;
    choose(fields.of);
    views[fields.of].draw();
  };
  return {
    // Returns a function that ends it.
    start() {
      const ends = [store.listen(draw), whenThemeChanges(draw)];
      const seen = new ResizeObserver(() => {
        cancelAnimationFrame(state.pending);
        state.pending = requestAnimationFrame(draw);
      });
      seen.observe(root);
      draw();
      return () => {
        ends.forEach((end) => end());
        seen.disconnect();
        cancelAnimationFrame(state.pending);
        Object.values(views).forEach((view) => view.stop());
      };
    },
  };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".series");
  adoptStyles(root, "series");
  const store = viewOf(data.hub);
  root.view ??= newBoth(root, store);
  return living(parentElement, root, store, () => [root.view.start()]);
};
