// The tab holds the token of the learner's own pictures. A page that is loaded anew begins a new session, which is told the token and
// has the pictures again. So has a tab that is made of this one.

import { reporting } from "../reports.js";
import { keepTextInTab, textInTab } from "../tab.js";

const PICTURES = "cnnviz pictures"; // in the tab's storage

export default reporting(({ data, report }) => {
  const mine = textInTab(PICTURES);
  if (data.token) keepTextInTab(PICTURES, data.token);
  else if (mine && mine === data.past) keepTextInTab(PICTURES, null);
  else if (mine) report("claim", mine);
});
