// Whether the service can be reached, shown above whatever view there is.

import { $ } from "./elements.js";
import { t } from "./words.js";

/** Tell that what is shown can't go on just now; with nothing to tell, that it does. */
export function tellConnection(text = "") {
  if ($("connection").textContent !== text) $("connection").textContent = text;
}

/** Tell when the machine loses its network, and when it has it again. */
export function showOffline() {
  addEventListener("offline", () => tellConnection(t("offline")));
  addEventListener("online", () => tellConnection());
}
