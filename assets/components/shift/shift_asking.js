// What is asked about a picture that has moved: by how many cells its pooled map moves.

const WAYS_OF_AXES = [["down", "up"], ["to the right", "to the left"]];

// by: how far the picture has moved; work: of shift_work.js.
export const questionOf = (by, { stride, poolStride, mapSize }) => {
  const axis = Math.abs(by[0]) > Math.abs(by[1]) ? 0 : 1;
  const pixels = by[axis];
  const [there, back] = WAYS_OF_AXES[axis];
  return {
    task: [axis, pixels, stride[axis], (poolStride ?? mapSize)[axis]].join(" "),
    hides: pixels !== 0,
    text: pixels === 0
      ? "Move the picture, and say by how many cells its pooled map moves."
      : `The picture has moved by ${Math.abs(pixels)} ${pixels > 0 ? there : back}. By how many cells does the pooled map move ${there}?`,
  };
};
