// What every module of a page needs: whose page it is, where to call, what to remember, how a time is said.

export const address = document.body.dataset.address ?? "";
export const wide = matchMedia("(pointer: fine)").matches;
export const $ = (id) => document.getElementById(id);

export function at(path, query = {}) {
  const all = new URLSearchParams({ ...(address && { as: address }), ...query });
  const words = String(all);
  return words ? `${path}?${words}` : path;
}

export function make(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/* A private window has no storage; then nothing outlives the page, and nothing breaks. */
export const memory = {
  get(key) { try { return localStorage.getItem(`sibai.${key}.${address}`) ?? ""; } catch { return ""; } },
  set(key, value) {
    try {
      if (value) localStorage.setItem(`sibai.${key}.${address}`, value);
      else localStorage.removeItem(`sibai.${key}.${address}`);
    } catch { /* as above */ }
  },
};

/* The house's time, carried on from the last moment that the server told. */
const clock = { told: Date.parse(document.body.dataset.now ?? "") || Date.now(), heard: Date.now() };
export const now = () => clock.told + (Date.now() - clock.heard);
export function hearTime(iso) {
  const told = Date.parse(iso);
  if (!Number.isNaN(told)) Object.assign(clock, { told, heard: Date.now() });
}

const ZONE = { timeZone: "Asia/Shanghai" };
const PARTS = new Intl.DateTimeFormat("zh-CN", {
  ...ZONE, year: "numeric", month: "numeric", day: "numeric", weekday: "short", hour: "numeric", minute: "2-digit", hourCycle: "h23",
});
export function parts(moment) {
  const found = Object.fromEntries(PARTS.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { ...found, date: `${found.year}-${found.month}-${found.day}`, hour: Number(found.hour) };
}
/* The same parts of the day as bot/saying.py. */
const DAWN = [[5, "凌晨"], [9, "早上"], [12, "上午"], [13, "中午"], [18, "下午"], [25, "晚上"]];
export function clockTime({ hour, minute }) {
  const part = DAWN.find(([until]) => hour < until)[1];
  return `${part}${hour > 12 ? hour - 12 : hour}:${minute}`;
}
export function fullTime(moment) {
  const said = parts(moment);
  return `${said.weekday}（${said.month}月${said.day}日）${clockTime(said)}`;
}
export function shortTime(moment) {
  return parts(moment).date === parts(now()).date ? `今天 ${clockTime(parts(moment))}` : fullTime(moment);
}
