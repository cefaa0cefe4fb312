// Stands in for Google Tag Manager with a container as docs/embed.md describes it: a tag for GA4 that fires on
// `generate_lead` and on everything that begins with `cmroi_`, and that Consent Mode holds back until it is granted.
{
  const stub = { pushed: [], sent: [] };
  window.stub = stub;
  let granted = false;
  const take = (item) => {
    if (item[0] === 'consent') {
      granted = item[2].analytics_storage === 'granted';
    } else if (item.event && item.event !== 'gtm.js') {
      stub.pushed.push(JSON.parse(JSON.stringify(item)));
      if (granted && /^(generate_lead|cmroi_.*)$/.test(item.event)) stub.sent.push(item.event);
    }
  };
  dataLayer.forEach(take);
  const push = dataLayer.push.bind(dataLayer);
  dataLayer.push = (...items) => {
    items.forEach(take);
    return push(...items);
  };
}
