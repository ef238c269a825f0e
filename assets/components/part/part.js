// A part of the data of a linked view: draws nothing, and hands what Python sent to whoever listens at the hub.

import { readBlocks } from "../payload.js";
import { hubOf } from "../linked/hub.js";

export default function ({ data, setTriggerValue }) {
  const { header, blocks } = readBlocks(data);
  const hub = hubOf(header.hub);
  if (!header.recall) hub.publish(header.part, { ...header, ...blocks });
  else if (!hub.recall(header.part, header.recall)) setTriggerValue("missing", true);
}
