// The stream of what comes. It outlives restarts of the server, sleeping phones and lost networks.

import { at, hearTime } from "./house.js";
import { say } from "./notice.js";

const SILENCE = 45_000; // three beats
const PATIENCE = 3000; // a short gap is nobody's business
let source = null, heard = 0, lost = 0, retry = 0, opened = false;

/* `tell` knows: line(line), clock(iso), back() after a gap, after() → the last id on the page. */
export function startLive(tell) {
  const listen = () => {
    clearTimeout(retry);
    source?.close();
    heard = Date.now();
    source = new EventSource(at("/api/stream", { after: tell.after() }));
    source.addEventListener("open", () => {
      found();
      if (opened) tell.back();
      opened = true;
    });
    source.addEventListener("line", ({ data }) => { heard = Date.now(); tell.line(JSON.parse(data)); });
    for (const kind of ["beat", "clock"]) {
      source.addEventListener(kind, ({ data }) => { heard = Date.now(); hearTime(JSON.parse(data).now); tell.clock(); });
    }
    source.addEventListener("error", () => {
      missed();
      // The browser gives up after an error page (a proxy's 502 while we restart); we do not.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(listen, 2000);
    });
  };
  const check = () => { if (Date.now() - heard > SILENCE) listen(); };
  setInterval(check, 5000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) check(); });
  addEventListener("online", listen);
  listen();
}

function missed() {
  if (!lost) lost = setTimeout(() => say("stream", "断开了，正在重新连接。您可以接着写。"), PATIENCE);
}

function found() {
  heard = Date.now();
  clearTimeout(lost);
  lost = 0;
  say("stream", "");
}
