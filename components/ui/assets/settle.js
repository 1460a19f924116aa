// Shows the page once what is on it has found its place, so that nothing jumps under the reader's eyes (assets/page.css
// hides it until then, and no longer than some seconds whatever happens).
const STILL = 140; // milliseconds without a change
const MOST = 3500;

// The theme's paper and ink, for what isn't drawn by a component; the reader may change the theme at any time.
function follow(root, app) {
  const take = () => {
    const style = getComputedStyle(app);
    document.documentElement.style.setProperty("--paper", style.backgroundColor);
    document.documentElement.style.setProperty("--ink", style.color);
  };
  take();
  if (root.watch) root.watch.disconnect();
  root.watch = new MutationObserver(take);
  root.watch.observe(app, { attributes: true, attributeFilter: ["class"] });
  root.watch.observe(document.head, { childList: true });
}

export default function ({ parentElement }) {
  const root = parentElement.querySelector(".settle");
  const shell = document.querySelector(".stApp");
  if (shell) follow(root, shell);
  const here = document.querySelector('.st-key-views [class*="st-key-here"]');
  if (here && here.parentElement) here.scrollIntoView({ block: "nearest", inline: "center" });
  const page = document.documentElement.classList;
  if (page.contains("dateline-drawn") || root.waiting) return;
  root.waiting = true;
  const until = performance.now() + MOST;
  let last = "";
  let since = performance.now();
  const look = () => {
    const app = document.querySelector(".stApp");
    const main = document.querySelector(".stMainBlockContainer");
    const running = app && app.dataset.testScriptState !== "notRunning";
    // A component that has not drawn itself yet has no height, or a placeholder.
    const parts = main ? [...main.querySelectorAll("[data-testid=stBidiComponentRegular], .stElementContainer")] : [];
    const now = main ? parts.map((part) => part.offsetTop + "/" + part.offsetHeight).join() : "";
    if (now !== last || running || document.fonts.status === "loading") {
      last = now;
      since = performance.now();
    }
    if (performance.now() - since >= STILL || performance.now() > until) page.add("dateline-drawn");
    else setTimeout(look, 35);
  };
  look();
}
