// The one place above the input that says what is wrong. Each subject says its own; the first that speaks is shown.

import { $ } from "./house.js";

const subjects = new Map([["line", ""], ["stream", ""], ["own", ""]]);
let timer = 0;

export function say(subject, sentence, seconds = 0) {
  subjects.set(subject, sentence);
  const shown = [...subjects.values()].find(Boolean) ?? "";
  if ($("notice").textContent !== shown) $("notice").textContent = shown;
  $("notice").hidden = !shown;
  if (subject === "own") clearTimeout(timer);
  if (seconds) timer = setTimeout(() => say(subject, ""), seconds * 1000);
}
