// Says aloud what is looked at now, and keeps the place for the next time.

const MOST = 12; // projects whose places are kept

let given = null; // what Streamlit handed over last
let kept = "";

function keep() {
  const { cookie, keep: place } = given.data;
  const entry = place.map(encodeURIComponent).join("~");
  if (!entry || entry === kept) return;
  kept = entry;
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${cookie}=`)) ?? "";
  const others = found.slice(cookie.length + 1).split("|").filter((one) => one && one.split("~")[0] !== place[0]);
  const safe = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${cookie}=${[entry, ...others].slice(0, MOST).join("|")}; path=/; max-age=31536000; SameSite=Strict${safe}`;
}

export default function (component) {
  given = component;
  const region = component.parentElement.querySelector("[role=status]");
  if (region.textContent !== component.data.said) region.textContent = component.data.said;
  keep();
}
