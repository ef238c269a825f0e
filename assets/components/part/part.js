// A part of the data of a linked view: draws nothing, and hands what Python sent to whoever listens at the hub.

import { readBlocks } from "../payload.js";
import { hubOf } from "../linked/hub.js";
import { reporting } from "../reports.js";

const PATIENCE = 1000; // ms in which an answer to an edit may still come that Python has named

export default reporting(({ data, setTriggerValue }) => {
  const { header, blocks } = readBlocks(data);
  const hub = hubOf(header.hub);
  const recall = () => hub.recall(header.part, header.recall);
  if (!header.recall) hub.publish(header.part, { ...header, ...blocks });
  else if (!recall()) {
    const timer = setTimeout(() => recall() || setTriggerValue("missing", true), PATIENCE);
    return () => clearTimeout(timer);
  }
  return undefined;
});
