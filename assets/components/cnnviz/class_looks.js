// How a class is drawn wherever it has a line: the same on every page, whatever its rank there.

const COLOURS = ["#3f80c0", "#d9730d", "#3b9b5b", "#a46bd6", "#c0504d", "#8c6d31", "#1597a8", "#808080", "#d0589f", "#8a9a00"];
const DASHES = ["", "9 4", "2 3", "10 3 2 3", "5 2 2 2 2 2"]; // for eyes to which some of the colours are alike

// index: of the class, in the order of the data set's labels.
export const lookOfClass = (index) => ({ colour: COLOURS[index % COLOURS.length], dashes: DASHES[index % DASHES.length] });
