// Side by side: who is left and who is right, and one clock for both.

import { startClock, showClock } from "./clock.js";
import { hearTime } from "./house.js";

startClock();
const selects = [...document.querySelectorAll(".pane-who select")], frames = [...document.querySelectorAll("iframe")];
for (const [place, select] of selects.entries()) {
  select.addEventListener("change", () => {
    frames[place].src = `/chat?${new URLSearchParams({ as: select.value, pane: "1" })}`;
    const [left, right] = selects.map(({ value }) => value);
    history.replaceState(null, "", `?${new URLSearchParams({ left, right })}`);
  });
}
addEventListener("message", ({ origin, data }) => {
  if (origin === location.origin && data?.now) { hearTime(data.now); showClock(); }
});
