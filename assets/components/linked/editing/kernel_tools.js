// The buttons under a kernel: undo, redo, more and fewer rows and columns.

import { make, write } from "../../payload.js";

export const newTool = (text, label, onclick) =>
  Object.assign(make("button", "detail-tool"), { type: "button", textContent: text, ariaLabel: label, title: label, onclick });

// handlers: { undo(), redo(), resize(rows, columns) }.
export const newKernelTools = (handlers) => {
  const element = Object.assign(make("div", "detail-tools"), { role: "group", ariaLabel: "Change the kernel" });
  const undo = newTool("↶", "Undo", handlers.undo);
  const redo = newTool("↷", "Redo", handlers.redo);
  let size = [0, 0];
  const sizer = (text, label, down, across) => {
    const button = newTool(text, label, () => handlers.resize(size[0] + down, size[1] + across));
    return { button, down, across };
  };
  const sizers = [
    sizer("−", "Remove a row", -1, 0), sizer("+", "Add a row", 1, 0),
    sizer("−", "Remove a column", 0, -1), sizer("+", "Add a column", 0, 1),
  ];
  const pair = (name, ...tools) => {
    const group = make("span", "detail-pair");
    group.append(...(name ? [name] : []), ...tools);
    return group;
  };
  const back = pair("", undo, redo);
  back.classList.add("detail-back");
  element.append(back, pair("rows", sizers[0].button, sizers[1].button), pair("cols", sizers[2].button, sizers[3].button));
  return {
    element,
    show({ cells, canUndo, canRedo }, most) {
      size = [cells.length, cells[0].length];
      write(undo, { disabled: !canUndo });
      write(redo, { disabled: !canRedo });
      sizers.forEach(({ button, down, across }) => {
        const next = [size[0] + down, size[1] + across];
        write(button, { disabled: Math.min(...next) < 1 || Math.max(...next) > most });
      });
    },
  };
};
