"use strict";
// Opens every table before printing, so that paper holds every number.
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details:not([open])")) {
    one.open = true;
    one.dataset.closed = "";
  }
});
addEventListener("afterprint", () => {
  for (const one of document.querySelectorAll("details[data-closed]")) one.open = false;
});

// Saves the numbers that the page shows, as it shows them.
const save = document.getElementById("save");
save.hidden = false;
save.addEventListener("click", () => {
  const { columns, rows } = JSON.parse(document.getElementById("data").textContent);
  const cell = (one) => (one === null ? "" : `"${String(one).replaceAll('"', '""')}"`);
  const lines = [columns, ...rows].map((row) => row.map(cell).join(","));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/csv" }));
  link.download = "metier.csv";
  link.click();
  URL.revokeObjectURL(link.href);
});

// Lets the keyboard scroll what is wider than its place, and only that.
const reach = () => {
  for (const one of document.querySelectorAll(".scroll")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
};
addEventListener("resize", reach);
document.addEventListener("toggle", reach, true);
reach();
