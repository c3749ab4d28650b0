// Sets the remembered letter size before the first paint; loaded in the head, therefore not a module.
(() => {
  const remembered = () => { try { return localStorage.getItem("sibai.big") === "1"; } catch { return false; } };
  const show = (big) => {
    document.documentElement.classList.toggle("big", big);
    document.getElementById("big")?.setAttribute("aria-pressed", String(big));
  };
  show(remembered());
  addEventListener("DOMContentLoaded", () => {
    show(remembered());
    document.getElementById("big")?.addEventListener("click", () => {
      const big = !document.documentElement.classList.contains("big");
      try { localStorage.setItem("sibai.big", big ? "1" : "0"); } catch { /* private window: for this page only */ }
      show(big);
    });
  });
  addEventListener("storage", (event) => { if (event.key === "sibai.big") show(event.newValue === "1"); });
})();
