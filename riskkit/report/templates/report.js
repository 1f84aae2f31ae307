// Unpacks plotly.js from the page itself, draws the figures, and redraws them for a dark page
// or for print. Nothing is loaded from anywhere; the page's policy allows these two scripts only.
"use strict";
(async () => {
  const packed = document.getElementById("riskkit-bundle");
  const figures = document.querySelectorAll("[data-figure]").length;
  if (!packed || !figures || !("DecompressionStream" in window)) {
    document.body.classList.toggle("plain", figures > 0);
    document.body.dataset.drawn = figures ? "no" : "yes";
    return;
  }
  const bytes = Uint8Array.from(atob(packed.textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);

  const dark = JSON.parse(document.getElementById("riskkit-dark").textContent);
  const night = matchMedia("(prefers-color-scheme: dark)");
  const swap = (value) => {
    if (typeof value === "string") { return value.replace(/#[0-9a-f]{6}\b/g, (c) => dark[c] || c); }
    if (Array.isArray(value)) { return value.map(swap); }
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, swap(v)]));
    }
    return value;
  };
  const draw = (light) => Promise.all([...document.querySelectorAll("[data-figure]")].map((place) => {
    const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
    const shown = light || !night.matches ? figure : swap(figure);
    return Plotly.react(place, shown.data, { ...shown.layout, autosize: true },
      { displayModeBar: false, responsive: true, typesetMath: false, scrollZoom: false });
  }));
  await draw(false);
  document.body.dataset.drawn = "yes";
  night.addEventListener("change", () => draw(false));
  addEventListener("beforeprint", () => draw(true));
  addEventListener("afterprint", () => draw(false));
})();
