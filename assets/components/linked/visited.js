// Which outputs of a result a learner has been at: pinned, gone to by the keys, or passed while the window filled the map.

export const newVisited = () => {
  let [of, places] = [null, new Set()];
  return {
    visit(result, { plane, row, column }) {
      if (result !== of) [of, places] = [result, new Set()];
      places.add((plane * result.height + row) * result.width + column);
    },
    count: () => places.size,
  };
};
