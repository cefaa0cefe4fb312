/** Sends a lead to a route of this app, app/api/leads/route.js, and only with the visitor's consent. */
export function onLead({ detail }) {
  const { fields, consent, currency, headline, shareUrl } = detail;
  if (!consent.given) return;
  fetch('/api/leads', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...fields, consent: consent.text, currency, headline, shareUrl }),
    keepalive: true,
  }).catch(() => {
    // Try again later, or tell your own error log; the report is not held up.
  });
}
