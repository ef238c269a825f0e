// A part of the data of a linked view: draws nothing, and hands what Python sent to whoever listens at the hub.

import { headerOf, unpack } from "../payload.js";
import { hubOf } from "../linked/hub.js";
import { reporting } from "../reports.js";

const PATIENCE = 1000; // ms in which an answer to an edit may still come that Python has named

export default reporting(({ data, setTriggerValue }) => {
  const hub = hubOf(headerOf(data).hub);
  let [timer, isGone] = [0, false];
  hub.inOrder(unpack(data), ({ header, blocks }) => {
    const recall = () => hub.recall(header.part, header.recall);
    if (!header.recall) hub.publish(header.part, { ...header, ...blocks });
    else if (!recall() && !isGone) timer = setTimeout(() => recall() || setTriggerValue("missing", true), PATIENCE);
  });
  return () => {
    isGone = true;
    clearTimeout(timer);
  };
});
