// Refreshes the strip of today's counts in its own place; nothing else on the page moves while someone reads.
const strip = document.querySelector("[data-live]");
if (strip) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const response = await fetch(strip.dataset.live, { headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const now = await response.json();
      for (const place of strip.querySelectorAll("[data-figure]")) {
        const text = now[place.dataset.figure];
        if (text !== undefined && place.textContent !== text) place.textContent = text;
      }
    } catch {
      // The strip says itself how old it is; the next round tries again.
    }
  }, 15000);
}
