// Sends what was written, in order, with the same id until it is safe; nothing written is lost on the way.

import { at, memory, now } from "./house.js";
import { addLine, mark } from "./log.js";
import { say } from "./notice.js";

export const LARGEST = 20_000_000;
const PATIENCE = 60_000;
const waiting = [];
let busy = false, tries = 0, timer = 0;

/* `files` are File objects; a message that holds more than one load goes in several. */
export function send({ text = "", card = "", button = -1, label = "", location = "", files = [] }) {
  const loads = pack(files);
  for (const [place, load] of loads.entries()) {
    const first = place === 0;
    enqueue({ id: newId(), text: first ? text : "", card, button, label, location: first ? location : "", files: load });
  }
}

export function startSending() {
  let kept = [];
  try { kept = JSON.parse(memory.get("waiting") || "[]"); } catch { /* unreadable: nothing to take up */ }
  for (const item of kept) enqueue({ ...item, files: [] });
  addEventListener("online", soon);
  addEventListener("offline", () => say("line", OFFLINE));
  if (!navigator.onLine) say("line", OFFLINE);
}

export function soon() {
  clearTimeout(timer);
  tries = 0;
  if (navigator.onLine) say("line", "");
  pump();
}

const OFFLINE = "没有网络。您写的我先留着，连上就发。";
const UNHEARD = "还没连上，正在再试。您写的我留着。";

function enqueue(item) {
  waiting.push(item);
  remember();
  const { id, card, button, location } = item;
  const files = item.files.map((file) => ({ id: "", kind: kindOf(file), name: file.name, blob: file }));
  if (location) files.push({ id: "", kind: "位置", name: location });
  const text = item.label || item.text, time = new Date(now()).toISOString();
  addLine({ id: 0, key: `m${id}`, mine: true, pending: true, text, buttons: [], card, button, lane: 1, reason: "", at: time, files, message: id });
  pump();
}

async function pump() {
  if (busy || waiting.length === 0) return;
  busy = true;
  const item = waiting[0];
  mark(`m${item.id}`, "pending");
  const outcome = await post(item);
  busy = false;
  if (outcome.again) return later(item);
  waiting.shift();
  remember();
  tries = 0;
  say("line", navigator.onLine ? "" : OFFLINE);
  if (outcome.safe) mark(`m${item.id}`, "sent");
  else mark(`m${item.id}`, "failed", outcome.sentence, () => { waiting.push(item); remember(); pump(); });
  pump();
}

function later(item) {
  mark(`m${item.id}`, "waiting");
  say("line", navigator.onLine ? UNHEARD : OFFLINE);
  clearTimeout(timer);
  timer = setTimeout(pump, Math.min(1000 * 2 ** tries, 20_000));
  tries += 1;
}

async function post(item) {
  const form = new FormData();
  for (const name of ["id", "text", "card", "button", "location"]) form.append(name, item[name]);
  for (const file of item.files) form.append("files", file, file.name);
  const stop = new AbortController(), alarm = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(at("/api/messages"), { method: "POST", body: form, signal: stop.signal });
    if (answer.ok) return { safe: true };
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) return { again: true };
    const { error } = await answer.json().catch(() => ({}));
    return { sentence: error ?? "这条没送到。" };
  } catch {
    return { again: true };
  } finally {
    clearTimeout(alarm);
  }
}

/* Files do not fit into the browser's memory; they wait for as long as the page is open. */
function remember() {
  const kept = waiting.filter((item) => item.files.length === 0).map(({ files, ...rest }) => rest);
  memory.set("waiting", kept.length ? JSON.stringify(kept) : "");
}

function pack(files) {
  const loads = [[]];
  let size = 0;
  for (const file of files) {
    if (loads.at(-1).length && size + file.size > LARGEST) { loads.push([]); size = 0; }
    loads.at(-1).push(file);
    size += file.size;
  }
  return loads;
}

export const kindOf = (file) => ({ image: "照片", audio: "语音" }[file.type.split("/")[0]] ?? "文件");

/* randomUUID exists on https and localhost only; a committee's test machine may have neither. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
