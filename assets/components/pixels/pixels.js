// A picture as numbers, seen in four ways. All that is set belongs to the store of the window (linked/store.js); pages/ui/pixels/ keeps it,
// sends the picture once, and judges predictions. Everything else follows here, at once.

import { living } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { whenThemeChanges } from "../theme.js";
import { newChoice } from "../choice.js";
import { newFlatView } from "./flat_view.js";
import { newNearView } from "./near_view.js";
import { newNumbersView } from "./numbers_view.js";
import { newPictureState } from "./picture_state.js";
import { newTemplateView } from "./template_view.js";

const VIEWS = { numbers: "Numbers", flat: "Flatten", near: "Neighbours", template: "Template" };

const newPixels = (root, store) => {
  const fault = root.querySelector(".fault");
  const state = newPictureState();
  const refuse = (sentence) => {
    fault.textContent = sentence;
    fault.hidden = !sentence;
  };
  const change = (changes, how) => {
    const news = Object.fromEntries(Object.entries(changes).filter(([name, value]) => name === "guess" || JSON.stringify(value) !== JSON.stringify(store.fields[name])));
    if (!Object.keys(news).length) return;
    store.change(news, REST[how]);
    draw();
  };
  const section = (name) => root.querySelector(`section.${name}`);
  const show = (name) => {
    views.flat.stop();
    refuse("");
    change({ show: name }, "typed");
  };
  const showView = newChoice(root.querySelector(".views"), VIEWS, show);
  const views = {
    numbers: newNumbersView(section("numbers"), change, refuse), flat: newFlatView(section("flat"), change),
    near: newNearView(section("near"), change), template: newTemplateView(section("template"), change),
  };
  const drawView = () => {
    const { fields, options, parts: { source, result } } = store;
    const picture = state.picture(source, fields.typed, options.luma);
    const [rows, columns] = picture.size;
    const at = [Math.min(fields.at[0], rows - 1), Math.min(fields.at[1], columns - 1)];
    const told = { ...fields, at, ...options.limits, verdict: options.verdict, luma: options.luma, picture };
    if (fields.show === "template") views.template.draw(told, result);
    else {
      const { size } = state.small(picture, told.side);
      const cell = told.cell.map((one, axis) => Math.min(one, size[axis] - 1));
      views[fields.show].draw({ ...told, cell }, state);
    }
  };
  const draw = () => {
    if (!store.options || !store.parts.source || !store.parts.result) return;
    const { show: shown } = store.fields;
    showView(shown);
    for (const name of Object.keys(VIEWS)) section(name).hidden = name !== shown;
    root.dataset.show = shown;
    drawView();
    countPaint(root);
  };
  return { draw, stop: () => views.flat.stop() };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".pixels");
  const store = viewOf(data.hub);
  root.view ??= newPixels(root, store);
  const { draw, stop } = root.view;
  return living(parentElement, root, store, () => {
    draw();
    return [store.listen(draw), whenThemeChanges(draw), stop];
  });
};
