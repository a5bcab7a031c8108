"use strict";
{
  const linked = [...document.querySelectorAll("[data-ids]")];
  const idsOf = (element) => element.dataset.ids.split(" ").filter(Boolean);
  const byId = new Map();
  for (const element of linked) {
    for (const id of idsOf(element)) byId.set(id, [...(byId.get(id) ?? []), element]);
  }
  const related = (element) => [...new Set([element, ...idsOf(element).flatMap((id) => byId.get(id))])];
  const mark = (name, elements) => {
    document.querySelectorAll("." + name).forEach((element) => element.classList.remove(name));
    elements.forEach((element) => element.classList.add(name));
  };
  let pinned = null;
  const pin = (element) => {
    pinned = pinned === element ? null : element;
    const all = pinned ? related(pinned) : [];
    mark("pinned", all);
    const other = all.find((each) => each.matches("li") !== element.matches("li"));
    if (other) other.scrollIntoView({ block: "nearest" });
  };
  for (const element of linked) {
    element.addEventListener("mouseenter", () => mark("lit", related(element)));
    element.addEventListener("mouseleave", () => mark("lit", []));
    element.addEventListener("click", () => pin(element));
    element.addEventListener("keydown", (key) => {
      if (key.key === "Enter") pin(element);
      if (key.key === "Escape" && pinned) pin(pinned);
    });
  }
}
