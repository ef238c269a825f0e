// A few options side by side, of which one is chosen: by a click, or by the arrow keys.

const CHOICE_STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

// host: an element of the role radiogroup; options: { key: label }; choose(key). Returns a function that shows which is chosen: show(key).
export const newChoice = (host, options, choose) => {
  const keys = Object.keys(options);
  host.append(...keys.map((key) => Object.assign(document.createElement("button"), { type: "button", role: "radio", textContent: options[key], onclick: () => choose(key) })));
  host.onkeydown = (event) => {
    const step = CHOICE_STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = ([...host.children].indexOf(event.target) + step + keys.length) % keys.length; // what is chosen may wait for Python
    choose(keys[next]);
    host.children[next].focus();
  };
  return (chosen) => [...host.children].forEach((button, i) => {
    button.ariaChecked = String(keys[i] === chosen);
    button.tabIndex = keys[i] === chosen ? 0 : -1;
  });
};

// A button that stays pressed.
export const showPressed = (button, isPressed) => button.setAttribute("aria-pressed", String(isPressed));
