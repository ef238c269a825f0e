// A part of a linked view: draws nothing, and hands what Python sent to the window's store, which may load later.

export default ({ data }) => {
  (globalThis.cnnvizParts ??= []).push(data);
};
