// Draws one line of the conversation: plain words, a review card, files, buttons.

import { at, make } from "./house.js";
import { readReview } from "./review.js";

const LINK = /(https?:\/\/[^\s，。；、（）「」]+|1[3-9]\d{9}|0\d{2,3}-\d{7,8}|96\d{4}|[打拨、/]\s?(?:110|119|120|12\d{3}))/;
const DAY = /(\d{1,2}月\d{1,2}日（周[一二三四五六日]）)/; // stays on one line

/* `act` knows: press(line, button), say(text), look(src). */
export function draw(line, act) {
  const item = make("li", `line ${line.mine ? "mine" : "sibai"}`), element = make("div", "body");
  item.dataset.key = line.key;
  item.append(element);
  if (isPush(line)) {
    item.classList.add("push", ...(line.lane === 0 ? ["alert"] : []));
    element.append(make("p", "reason", line.reason || "通知"));
  }
  if (!line.mine) element.append(make("span", "sr", "四百说："));
  const review = line.mine ? null : readReview(line);
  if (review) element.append(card(review, act));
  else if (line.text) element.append(words(line.text));
  if (line.files.length) element.append(files(line.files, act));
  if (line.buttons.length && !line.mine) element.append(buttons(line, act));
  if (line.mine) element.append(make("p", "mark"));
  return item;
}

export const isPush = (line) => !line.mine && (line.lane !== 1 || line.reason !== "");

function words(text) {
  const element = make("p", "words");
  for (const [place, piece] of text.split(LINK).entries()) {
    if (place % 2 === 0) element.append(...plain(piece));
    else element.append(link(piece));
  }
  return element;
}

function plain(text) {
  return text.split(DAY).map((piece, place) => (place % 2 ? make("span", "whole", piece) : piece));
}

function link(piece) {
  const element = make("a", "", piece);
  const web = piece.startsWith("http");
  element.href = web ? piece : `tel:${piece.replace(/[^\d]/g, "")}`;
  if (web) Object.assign(element, { target: "_blank", rel: "noopener" });
  return element;
}

function card(review, act) {
  const element = make("section", "review");
  element.append(make("p", "review-title", review.title || "请核对："));
  for (const group of review.groups) {
    if (group.name) element.append(make("h3", "", group.name));
    const list = make("dl");
    list.append(...group.rows.map((row) => rowOf(row, group.name, act)));
    element.append(list);
  }
  return element;
}

function rowOf({ label, value, mark }, part, act) {
  const element = make("div", "row"), answer = make("dd", "", value), change = make("button", "change", "改");
  if (mark) answer.append(make("span", "row-mark", mark));
  change.type = "button";
  change.setAttribute("aria-label", `改${part}${label}`);
  change.addEventListener("click", () => act.say(`改${part}${label}`));
  element.append(make("dt", "", label), answer, change);
  return element;
}

function buttons(line, act) {
  const element = make("div", "buttons");
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "可以选");
  for (const [place, label] of line.buttons.entries()) {
    const button = make("button", `button${place === 0 ? " first" : ""}`, label);
    button.type = "button";
    button.addEventListener("click", () => act.press(line, place));
    element.append(button);
  }
  return element;
}

function files(all, act) {
  const element = make("div", "files");
  element.append(...all.map((file) => fileOf(file, act)));
  return element;
}

/* `blob` is there while the file has not left this page yet. */
function fileOf({ id, kind, name, blob }, act) {
  const src = blob ? URL.createObjectURL(blob) : id && at(`/api/files/${encodeURIComponent(id)}`, { name });
  if (kind === "位置" || !src) return make("span", "file", kind === "位置" ? "位置" : `${kind} ${name}`.trim());
  if (kind === "照片") return picture(src, name, act);
  if (kind === "语音") return Object.assign(make("audio"), { controls: true, preload: "metadata", src });
  const download = make("a", "file", name || "文件");
  return Object.assign(download, { href: src, download: name || "文件" });
}

export function picture(src, name, act) {
  const open = make("button", "picture"), image = make("img");
  open.type = "button";
  Object.assign(image, { src, alt: name ? `照片 ${name}` : "照片", loading: "eager" });
  image.addEventListener("error", () => open.replaceWith(make("span", "file", `照片 ${name}`.trim())));
  open.addEventListener("click", () => act.look(src));
  open.append(image);
  return open;
}
