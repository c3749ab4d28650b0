// The front page's copy buttons.

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    let copied = true;
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch { copied = byHand(button.dataset.copy); }
    button.textContent = copied ? "复制好了" : "请手选那句话";
    setTimeout(() => { button.textContent = "复制"; }, 2000);
  });
}

/* Without https there is no clipboard; the old way still works. */
function byHand(words) {
  const field = document.createElement("textarea");
  field.value = words;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
