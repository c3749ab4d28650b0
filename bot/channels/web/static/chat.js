// The chat page: puts log, stream, sending and input together.

import { $, at, hearTime, memory, now, wide } from "./house.js";
import { addHistory, addLine, isEmpty, lastId, startLog, toBottom } from "./log.js";
import { closeMenu, hasPicked, startFiles, takePicked } from "./files.js";
import { send, soon, startSending } from "./sending.js";
import { showClock, startClock } from "./clock.js";
import { startLive } from "./live.js";

const words = $("words");

const act = {
  press(line, button) {
    send({ card: line.card, button, label: line.buttons[button], ...(!line.card && { text: line.buttons[button], button: -1 }) });
    if (wide) words.focus();
  },
  say(text) {
    send({ text });
    if (wide) words.focus();
  },
  look(src) {
    $("full").querySelector("img").src = src;
    $("full").showModal();
  },
};

function grow() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + 2}px`;
}

function write(text) {
  words.value = text;
  memory.set("draft", text);
  grow();
}

function startWriting() {
  const asked = new URLSearchParams(location.search), text = asked.get("text");
  write(text ?? memory.get("draft"));
  words.disabled = false; // until here nobody would have heard the Enter
  if (text !== null) {
    asked.delete("text");
    history.replaceState(null, "", `?${asked}`);
  }
  words.addEventListener("input", () => { memory.set("draft", words.value); grow(); });
  // 229 is how some browsers say that the Enter belongs to the input method.
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  $("writing").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  for (const button of document.querySelectorAll(".try")) {
    button.addEventListener("click", () => { write(button.dataset.words); words.focus(); });
  }
  if (wide && !document.body.classList.contains("pane")) words.focus();
}

function submit() {
  if (!words.value.trim() && !hasPicked()) return;
  closeMenu();
  send({ text: words.value.trimEnd(), files: takePicked() });
  write("");
  words.focus();
}

async function fetchHistory() {
  const answer = await fetch(at("/api/history"));
  if (!answer.ok) throw new Error(String(answer.status));
  const told = await answer.json();
  hearTime(told.now);
  addHistory(told.lines);
}

async function open() {
  $("loading").hidden = false;
  $("failed").hidden = true;
  try { await fetchHistory(); } catch {
    $("failed").hidden = false;
    return;
  } finally { $("loading").hidden = true; }
  $("empty").hidden = false;
  $("blank").hidden = !isEmpty();
  requestAnimationFrame(() => $("log").setAttribute("aria-live", "polite"));
  startLive({
    line: addLine,
    after: lastId,
    back() { soon(); fetchHistory().catch(() => {}); },
    clock() {
      showClock();
      if (parent !== window) parent.postMessage({ now: new Date(now()).toISOString() }, location.origin);
    },
  });
}

startClock();
startLog(act);
startFiles(act);
startSending();
startWriting();
$("again").addEventListener("click", open);
$("full").addEventListener("click", () => $("full").close());
visualViewport?.addEventListener("resize", () => { if (document.activeElement === words) toBottom(); });
open();
