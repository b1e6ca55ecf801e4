// What scrolls sideways can be reached with the keyboard; what fits stays out of the way.
"use strict";

const reachable = () => {
  for (const one of document.querySelectorAll(".table-wrapper, .highlight pre")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
};
addEventListener("load", reachable);
addEventListener("resize", reachable);
