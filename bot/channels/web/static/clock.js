// The demonstration's clock: shows the house's time and moves it.

import { $, fullTime, hearTime, now, parts } from "./house.js";

export function showClock() {
  const face = $("clock")?.querySelector(".clock-time");
  if (face) face.textContent = fullTime(now());
}

export function startClock() {
  const box = $("clock");
  if (!box) return;
  hearTime(box.dataset.now);
  showClock();
  setInterval(showClock, 5000);
  for (const button of box.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => move(box, { step: button.dataset.step }));
  }
  box.addEventListener("toggle", () => { if (box.open) $("clock-to").value ||= written(now()); });
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    move(box, { to: $("clock-to").value });
  });
}

async function move(box, body) {
  const said = box.querySelector(".clock-said");
  said.textContent = "正在拨…";
  try {
    const answer = await fetch("/api/clock", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error);
    hearTime(told.now);
    showClock();
    said.textContent = "";
    box.open = false;
  } catch (error) {
    said.textContent = error instanceof TypeError ? "没拨成，请再试一次。" : error.message;
  }
}

function written(moment) {
  const { year, month, day, hour, minute } = parts(moment), two = (number) => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}`;
}
