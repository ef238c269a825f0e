// How a class is drawn wherever it has a line: the same on every page, whatever its rank there.

const CLASSES = 10; // colours in tokens.css
const DASHES = ["", "9 4", "2 3", "10 3 2 3", "5 2 2 2 2 2"]; // for eyes to which some of the colours are alike

// index: of the class, in the order of the data set's labels.
export const lookOfClass = (index) => ({ colour: `var(--class-${index % CLASSES})`, dashes: DASHES[index % DASHES.length] });
