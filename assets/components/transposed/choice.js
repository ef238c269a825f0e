// Buttons of which one is chosen; the arrow keys choose another.

const ARROW_STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

// options: what they are called, by their keys; choose(key). Returns a function that shows which is chosen.
export const newChoice = (host, options, choose) => {
  const keys = Object.keys(options);
  host.append(...keys.map((key) => Object.assign(document.createElement("button"), { type: "button", role: "radio", textContent: options[key], onclick: () => choose(key) })));
  host.onkeydown = (event) => {
    const step = ARROW_STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = ([...host.children].indexOf(event.target) + step + keys.length) % keys.length; // what is chosen may wait for Python
    choose(keys[next]);
    host.children[next].focus();
  };
  return (chosen) => {
    host.dataset.chosen = chosen;
    [...host.children].forEach((button, i) => {
      button.ariaChecked = String(keys[i] === chosen);
      button.tabIndex = keys[i] === chosen ? 0 : -1;
    });
  };
};
