// A part of what a linked view shows: draws nothing, and hands what Python sent to the window's store, which may load later.

export default ({ data }) => {
  (globalThis.cnnvizParts ??= []).push(data);
};
