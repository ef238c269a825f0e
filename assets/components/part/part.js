// A part of the data of a linked view: draws nothing, and hands what Python sent to whoever listens at the hub.

import { readBlocks } from "../payload.js";
import { hubOf } from "../linked/hub.js";

export default function ({ data }) {
  const { header, blocks } = readBlocks(data);
  hubOf(header.hub).publish(header.part, { ...header, ...blocks });
}
