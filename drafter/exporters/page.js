"use strict";
{
  const sentences = [...document.querySelectorAll("[data-facts]")];
  const facts = [...document.querySelectorAll("[data-id]")];
  const idsOf = (e) => (e.dataset.id ? [e.dataset.id] : e.dataset.facts.split(" ").filter(Boolean));
  const related = (e) => {
    const ids = new Set(idsOf(e));
    return [e, ...[...sentences, ...facts].filter((o) => o !== e && idsOf(o).some((id) => ids.has(id)))];
  };
  const mark = (name, elements) => {
    document.querySelectorAll("." + name).forEach((e) => e.classList.remove(name));
    elements.forEach((e) => e.classList.add(name));
  };
  let pinned = null;
  const pin = (e) => {
    pinned = pinned === e ? null : e;
    const all = pinned ? related(pinned) : [];
    mark("pinned", all);
    const other = all.find((o) => ("id" in o.dataset) !== ("id" in e.dataset));
    if (other) other.scrollIntoView({ block: "nearest" });
  };
  for (const e of [...sentences, ...facts]) {
    e.addEventListener("mouseenter", () => mark("lit", related(e)));
    e.addEventListener("mouseleave", () => mark("lit", []));
    e.addEventListener("click", () => pin(e));
    e.addEventListener("keydown", (key) => { if (key.key === "Enter") pin(e); });
  }
}
