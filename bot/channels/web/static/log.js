// Keeps the lines on the page: each once, in order, the newest at the bottom, only the newest prompt's buttons bright.

import { $, make, now, parts, shortTime } from "./house.js";
import { draw, isPush } from "./draw.js";

const QUARTER = 15 * 60_000;
const NEAR = 160; // pixels from the bottom that still count as "reading the newest"
const PUSHES = 3; // that many pushes the bot still understands a typed answer to

const lines = new Map(); // key → {line, element, state}
let act;

export function startLog(actions) {
  act = actions;
  $("talk").addEventListener("scroll", () => { if (atBottom()) $("newer").hidden = true; }, { passive: true });
  $("newer").addEventListener("click", toBottom);
  $("log").addEventListener("load", () => { if (stuck) toBottom(); }, true);
  new ResizeObserver(() => { if (stuck) toBottom(); }).observe($("talk"));
}

export const lastId = () => Math.max(0, ...[...lines.values()].map(({ line }) => (line.mine ? 0 : line.id)));
export const isEmpty = () => lines.size === 0;

/* The whole story as the server tells it: what is not here yet goes where it stands there. */
export function addHistory(all) {
  let previous = null;
  for (const line of all) {
    const known = lines.get(line.key);
    if (known) settle(known, line);
    else place(line, previous ? previous.nextSibling : $("log").firstChild);
    previous = lines.get(line.key).element;
  }
  refresh();
  toBottom();
}

/* One line as it comes. An own one from another page may come after its answer. */
export function addLine(line) {
  const known = lines.get(line.key);
  if (known) { settle(known, line); return refresh(); }
  const follow = atBottom();
  place(line, line.mine && !line.pending ? firstAfter(line) : null);
  refresh();
  if (follow || line.mine) toNewest(lines.get(line.key).element);
  else $("newer").hidden = false;
}

/* Of what is longer than the view one wants to read the beginning first. */
function toNewest(element) {
  toBottom();
  const above = element.getBoundingClientRect().top - $("talk").getBoundingClientRect().top;
  if (element !== $("log").lastElementChild || above >= 0) return;
  stuck = false;
  $("talk").scrollTop += above;
}

/* state: pending, sent, failed; then `sentence` says what to do and `again` does it. */
export function mark(key, state, sentence = "", again = null) {
  const known = lines.get(key);
  if (!known) return;
  known.state = state;
  const note = known.element.querySelector(".mark");
  note.textContent = { pending: "正在送…", sent: "已送达", failed: sentence, waiting: "还没送出，留着" }[state];
  if (again) {
    const button = make("button", "again", "再试一次");
    button.type = "button";
    button.addEventListener("click", again);
    note.append(button);
  }
  known.element.dataset.state = state;
  lastMark();
}

function settle(known, line) {
  if (known.line.mine && known.state !== "sent") mark(line.key, "sent");
}

function place(line, before) {
  if (line.mine && !line.text && line.button >= 0) line.text = labelOf(line);
  const element = draw(line, act);
  $("log").insertBefore(element, before);
  lines.set(line.key, { line, element, state: "" });
  if (line.mine) mark(line.key, line.pending ? "pending" : "sent");
}

function labelOf({ card, button }) {
  const prompt = [...lines.values()].find(({ line }) => !line.mine && line.card === card);
  return prompt?.line.buttons[button] ?? "（按了一个按钮）";
}

function firstAfter(own) {
  let before = null;
  for (let element = $("log").lastElementChild; element; element = element.previousElementSibling) {
    const { line } = lines.get(element.dataset.key);
    if (line.mine || Date.parse(line.at) < Date.parse(own.at)) break;
    before = element;
  }
  return before;
}

function refresh() {
  const order = [...$("log").children].map((element) => lines.get(element.dataset.key));
  times(order);
  brightness(order);
  lastMark();
  $("blank").hidden = order.length > 0;
}

function times(order) {
  let before = null;
  for (const { line, element } of order) {
    const moment = Date.parse(line.at) || now();
    const due = before === null || moment - before > QUARTER || parts(moment).date !== parts(before).date;
    let said = element.querySelector(":scope > .when");
    if (due && !said) element.prepend(said = make("p", "when"));
    if (due) said.textContent = shortTime(moment);
    else said?.remove();
    before = moment;
  }
}

/* The bot takes the newest prompt's buttons and those of the last pushes; older ones look used, and still send. */
function brightness(order) {
  const asking = order.filter(({ line }) => !line.mine && line.buttons.length);
  const used = pressed(order);
  const bright = new Set(asking.filter(({ line }) => isPush(line)).slice(-PUSHES));
  bright.add(asking.findLast(({ line }) => !isPush(line)));
  for (const prompt of asking) {
    const place = used.get(prompt);
    prompt.element.classList.toggle("old", !bright.has(prompt) || place !== undefined);
    prompt.element.classList.toggle("newest", prompt === asking.at(-1));
    for (const [number, button] of prompt.element.querySelectorAll(".buttons > .button").entries()) {
      button.classList.toggle("chosen", number === place);
    }
  }
}

function pressed(order) {
  const used = new Map();
  let newest = null;
  for (const entry of order) {
    const { line } = entry;
    if (!line.mine && line.buttons.length) newest = entry;
    else if (line.mine && line.button >= 0) {
      for (const earlier of order) {
        if (earlier === entry) break;
        if (!earlier.line.mine && earlier.line.card === line.card && !used.has(earlier)) used.set(earlier, line.button);
      }
    } else if (line.mine && newest?.line.buttons.includes(line.text)) used.set(newest, newest.line.buttons.indexOf(line.text));
  }
  return used;
}

function lastMark() {
  const own = [...$("log").querySelectorAll(".mine")];
  for (const [place, element] of own.entries()) element.classList.toggle("last", place === own.length - 1);
}

let stuck = true;
const atBottom = () => {
  const { scrollHeight, scrollTop, clientHeight } = $("talk");
  stuck = scrollHeight - scrollTop - clientHeight < NEAR;
  return stuck;
};
export function toBottom() {
  stuck = true;
  $("talk").scrollTop = $("talk").scrollHeight;
  $("newer").hidden = true;
}
