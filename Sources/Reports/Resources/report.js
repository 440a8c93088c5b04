// Draws the page's charts. Each chart is a div.chart followed by its Vega-Lite specification.
(function () {
  "use strict";

  // Vega passes colours through to the picture unread, so style variables work in it, and the
  // charts follow light, dark and print without being drawn again.
  const config = {
    background: "transparent",
    font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
    view: { stroke: "transparent" },
    axis: {
      labelColor: "var(--text-soft)", titleColor: "var(--text-soft)", gridColor: "var(--line)",
      domainColor: "var(--line-strong)", tickColor: "var(--line-strong)",
      labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal", titlePadding: 8, titleLimit: 200,
      labelLimit: 220, tickSize: 4, tickCount: 5, gridDash: [2, 3],
    },
    legend: {
      labelColor: "var(--text)", titleColor: "var(--text-soft)", labelFontSize: 12,
      symbolStrokeWidth: 3, symbolOpacity: 1, title: null, labelLimit: 320,
    },
    point: { opacity: 1 },
  };

  function draw(chart) {
    if (chart.dataset.drawn) return;
    chart.dataset.drawn = "begun";
    const text = chart.nextElementSibling.textContent;
    chart.textContent = "";
    // The page's policy forbids making code of text, so expressions are interpreted.
    const options = { renderer: "svg", actions: false, ast: true, config: config };
    window.vegaEmbed(chart, JSON.parse(text), options)
      .then(function () {
        // The chart's element has a role and a name; what is inside would only be noise to a listener.
        chart.querySelector("svg").setAttribute("aria-hidden", "true");
        addSaving(chart);
      })
      .catch(function (error) {
        chart.textContent = "This chart could not be drawn: " + error.message + ". In words: " +
          chart.getAttribute("aria-label");
      })
      .finally(function () { chart.dataset.drawn = "done"; });
  }

  // A link by which the picture can be kept, with its colours as they are now.
  function addSaving(chart) {
    const figure = chart.parentElement;
    const caption = figure.querySelector("figcaption");
    const picture = chart.querySelector("svg");
    if (!caption || !picture) return;
    const link = document.createElement("button");
    link.type = "button";
    link.className = "save";
    link.textContent = "save as SVG";
    link.setAttribute("aria-label", "save as SVG: " + figure.dataset.name);
    link.addEventListener("click", function () {
      const style = getComputedStyle(document.documentElement);
      const text = new XMLSerializer().serializeToString(picture)
        .replace(' aria-hidden="true"', "")
        .replace(/var\((--[a-z0-9-]+)\)/g, function (_, name) {
          return style.getPropertyValue(name).trim();
        });
      const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      const anchor = document.createElement("a");
      anchor.href = address;
      anchor.download = figure.dataset.name.toLowerCase().replace(/[^a-z0-9]+/g, "-") + ".svg";
      anchor.click();
      setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
    });
    caption.append(" ", link);
  }

  function drawWithin(element) {
    for (const chart of element.querySelectorAll(".chart")) {
      const hidden = chart.closest("details:not([open])");
      if (!hidden) draw(chart);
    }
  }

  if (!window.vegaEmbed) {
    for (const chart of document.querySelectorAll(".chart")) {
      chart.textContent = chart.getAttribute("aria-label");
    }
    return;
  }
  // A chart takes its width from the page, so those in closed parts wait until they are opened.
  for (const details of document.querySelectorAll("details")) {
    details.addEventListener("toggle", function () { drawWithin(details); });
  }
  drawWithin(document);
})();
