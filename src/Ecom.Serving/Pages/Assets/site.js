// Keeps the parts marked data-live up to date while the page is in view; without script the page is as it was when it was asked for.
(() => {
  const every = 3000;
  const refresh = async () => {
    if (document.hidden || !document.querySelector('[data-live]')) return;
    try {
      const response = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (!response.ok) return;
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      for (const part of document.querySelectorAll('[data-live]')) {
        const next = fresh.getElementById(part.id);
        // A part someone is working in is left alone.
        if (next && !part.contains(document.activeElement) && next.innerHTML !== part.innerHTML) part.innerHTML = next.innerHTML;
      }
    } catch { /* the host is restarting; the next turn tries again */ }
  };
  setInterval(refresh, every);
})();
