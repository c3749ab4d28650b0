// Reads a review ("标签：值" lines under a title, with 保存 and 改) out of a message; anything else is not one.

const ROW = /^([^：:\s【】]{1,8})：(.*)$/;
const PART = /^【(.{1,12})】$/;
const MARK = /（((?:默认|听到|原来是|猜的|没说)[^（）]*)）$/;

/* {title, groups: [{name, rows: [{label, value, mark}]}]}, or null. */
export function readReview({ text, buttons }) {
  if (!buttons.includes("保存") || !buttons.includes("改")) return null;
  const title = [], groups = [{ name: "", rows: [] }];
  for (const line of text.split("\n")) {
    const row = line.match(ROW), part = line.match(PART), group = groups.at(-1);
    if (part) groups.push({ name: part[1], rows: [] });
    else if (row && row[2].trim()) group.rows.push(readRow(row));
    else if (group.rows.length) group.rows.at(-1).value += `\n${line}`;
    else if (line.trim()) title.push(line);
  }
  const filled = groups.filter((group) => group.rows.length);
  return filled.length ? { title: title.join("\n"), groups: filled } : null;
}

function readRow([, label, words]) {
  const mark = words.match(MARK);
  return { label, value: mark ? words.slice(0, mark.index).trim() : words.trim(), mark: mark ? mark[1] : "" };
}
