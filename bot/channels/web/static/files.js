// Photos, voice, files and the place: picked, pasted, dropped or recorded, shown before they are sent.

import { $, make } from "./house.js";
import { LARGEST, kindOf, send } from "./sending.js";
import { say } from "./notice.js";

let picked = [];
let look;

export function startFiles(actions) {
  look = actions.look;
  for (const button of $("menu").querySelectorAll("[data-pick]")) {
    button.addEventListener("click", () => { $(`pick-${button.dataset.pick}`).click(); closeMenu(); });
  }
  for (const name of ["photo", "voice", "any"]) {
    const input = $(`pick-${name}`);
    input.addEventListener("change", () => { pick(input.files); input.value = ""; });
  }
  $("words").addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) { event.preventDefault(); pick(event.clipboardData.files); }
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => { event.preventDefault(); pick(event.dataTransfer.files); });
  $("more").addEventListener("click", () => ($("menu").hidden ? openMenu() : closeMenu()));
  $("menu").addEventListener("keydown", (event) => { if (event.key === "Escape") { closeMenu(); $("more").focus(); } });
  $("place").addEventListener("click", sendPlace);
  if (window.MediaRecorder && navigator.mediaDevices) startRecorder();
}

export function takePicked() {
  const files = picked;
  picked = [];
  show();
  return files;
}

export const hasPicked = () => picked.length > 0;

function pick(files) {
  for (const file of files) {
    if (file.size > LARGEST) say("own", `「${file.name}」有 ${Math.ceil(file.size / 1e6)} MB，超过 20 MB 发不了。录像请剪短一点。`, 12);
    else if (file.size === 0) say("own", `「${file.name}」是空的，没有加上。`, 8);
    else picked.push(file);
  }
  show();
  $("words").focus();
}

function show() {
  const items = picked.map((file) => {
    const item = make("li"), remove = make("button", "remove", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", `不发 ${file.name}`);
    remove.addEventListener("click", () => { picked = picked.filter((other) => other !== file); show(); $("words").focus(); });
    item.append(thumb(file), remove);
    return item;
  });
  $("picked").replaceChildren(...items);
  $("picked").hidden = items.length === 0;
}

function thumb(file) {
  if (kindOf(file) !== "照片") return make("span", "file", `${kindOf(file)} ${file.name}`);
  const open = make("button", "picture"), image = make("img"), src = URL.createObjectURL(file);
  open.type = "button";
  open.addEventListener("click", () => look(src));
  Object.assign(image, { src, alt: file.name });
  image.addEventListener("error", () => open.replaceWith(make("span", "file", `照片 ${file.name}`)));
  open.append(image);
  return open;
}

function openMenu() {
  $("menu").hidden = false;
  $("more").setAttribute("aria-expanded", "true");
  $("menu").querySelector("button").focus();
}

export function closeMenu() {
  $("menu").hidden = true;
  $("more").setAttribute("aria-expanded", "false");
}

/* Only ever on a press; the browser asks once more. */
function sendPlace() {
  closeMenu();
  const failed = () => say("own", "没取到位置，可能是没有允许。您也可以直接写门牌或路名。", 10);
  if (!navigator.geolocation) return failed();
  say("own", "正在取您的位置…");
  return navigator.geolocation.getCurrentPosition(({ coords }) => {
    say("own", "");
    send({ location: `${coords.latitude.toFixed(6)},${coords.longitude.toFixed(6)}` });
  }, failed, { enableHighAccuracy: true, timeout: 15_000 });
}

function startRecorder() {
  let recorder = null, began = 0, tick = 0, wanted = false;
  const end = (keep) => { wanted = keep; recorder?.stop(); };
  $("record").hidden = false;
  $("stop").addEventListener("click", () => end(true));
  $("drop").addEventListener("click", () => end(false));
  $("record").addEventListener("click", async () => {
    closeMenu();
    let sound;
    try { sound = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch {
      return say("own", "没能打开话筒，可能是没有允许。您也可以直接写，或选一个语音文件。", 10);
    }
    const pieces = [];
    recorder = new MediaRecorder(sound);
    recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    recorder.addEventListener("stop", () => {
      for (const track of sound.getTracks()) track.stop();
      clearInterval(tick);
      $("recording").hidden = true;
      $("writing").hidden = false;
      const type = recorder.mimeType.split(";")[0].replace("video/", "audio/");
      if (wanted && pieces.length) pick([new File(pieces, `语音.${type.split("/")[1] || "webm"}`, { type })]);
      recorder = null;
    });
    recorder.start();
    began = Date.now();
    const count = () => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      $("seconds").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      if (seconds >= 180) end(true);
    };
    count();
    tick = setInterval(count, 500);
    $("recording").hidden = false;
    $("writing").hidden = true;
    return $("stop").focus();
  });
}
