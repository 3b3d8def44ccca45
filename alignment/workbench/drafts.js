// A field tells the server what was typed when it loses the focus. Escape takes the whole dialog away before that.

const FIELDS = "[role=dialog] textarea, [role=dialog] .stTextInput input";

function onKey(event) {
  if (event.key === "Escape" && event.target.matches?.(FIELDS)) event.target.blur();
}

export default function () {
  window.addEventListener("keydown", onKey, true);
  return () => window.removeEventListener("keydown", onKey, true);
}
