// EcomFunctions in a shop's page, without an API key:
//   ecom.start({ url, token?, renew? })   renew: () => Promise of a fresh token
//   ecom.track('View', itemId, { listId, price, … });  ecom.login(token);  ecom.recommend({ n: 8 }) → Promise of a list
(() => {
  const most = 100, wait = 2000, name = 'ecom-session';
  let base = '', token, renew, timer, queue = [], mine, sending = Promise.resolve();
  const id = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
  const session = () => {
    try { mine ??= localStorage.getItem(name); if (!mine) localStorage.setItem(name, mine = id()); } catch { mine ??= id(); }
    return mine;
  };
  const call = async (path, body, again = true) => {
    const response = await fetch(`${base}/api/storefront/${path}`, body
      ? { method: 'POST', keepalive: true, headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify({ ...body, token }) }
      : token ? { headers: { Authorization: `Bearer ${token}` } } : {});
    if (response.status !== 401 || !again || !renew) return response;
    token = await renew();
    return call(path, body, false);
  };
  const later = () => { timer ??= setTimeout(flush, wait); };
  // One batch after the other; what the server could not take now goes again, with its ids, so it counts once.
  const flush = () => sending = sending.then(async () => {
    clearTimeout(timer); timer = undefined;
    const events = queue.splice(0, most);
    if (!events.length) return;
    try {
      const response = await call('events', { events });
      if (response.status === 429 || response.status >= 500) throw response;
    } catch { queue = [...events, ...queue]; later(); return; }
    if (queue.length) later();
  });
  const leave = () => {
    while (queue.length) {
      const events = queue.splice(0, most);
      // Refused only when too much is under way; a page that comes back tries again.
      if (!navigator.sendBeacon(`${base}/api/storefront/events`, JSON.stringify({ events, token }))) { queue = [...events, ...queue]; later(); return; }
    }
  };
  addEventListener('pagehide', leave);
  addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leave(); });
  window.ecom = {
    start(options) { base = (options.url ?? '').replace(/\/$/, ''); token = options.token; renew = options.renew; },
    track(kind, itemId, more) {
      queue.push({ eventId: id(), kind, itemId, time: new Date().toISOString(), sessionId: session(), ...more });
      if (queue.length >= most) flush(); else later();
    },
    flush,
    async login(next) {
      await flush();
      token = next;
      return call('merge', { sessionId: session() });
    },
    async recommend(query) {
      const response = await call(`recommendations?${new URLSearchParams({ session: session(), ...query })}`);
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    },
  };
})();
