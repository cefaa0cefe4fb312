// The page around a frame: `?at=` is where the calculator is. `host` is for the tests, which connect when they want to.
import { connect } from '/frame.js';

const types = ['ready', 'change', 'invalid', 'error', 'cta', 'share', 'export', 'lead'];
const frozen = (value) =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));

const host = {
  /** Every message that came from the frame. */
  messages: [],
  /** Every event that the helper dispatched on the frame. */
  events: [],
  connection: null,
  ready: null,
  make() {
    document.getElementById('frame')?.remove();
    const frame = document.createElement('iframe');
    frame.id = 'frame';
    frame.title = 'Co-marketing ROI calculator';
    frame.width = '100%';
    frame.height = '400';
    frame.src = new URLSearchParams(location.search).get('at');
    for (const type of types) {
      frame.addEventListener(`cmroi-${type}`, ({ detail }) => host.events.push({ type, detail, frozen: frozen(detail) }));
    }
    document.getElementById('place').append(frame);
    return frame;
  },
  connect(options) {
    host.ready = null;
    host.connection = connect(document.getElementById('frame'), options);
    host.connection.ready.then((detail) => host.ready = detail, (error) => host.ready = { failed: error.message });
  },
  heights: () => host.messages.filter(({ data }) => data?.type === 'height').map(({ data }) => data.payload.height),
  of: (type) => host.events.filter((event) => event.type === type),
};
window.host = host;

addEventListener('message', (event) => {
  if (event.source === document.getElementById('frame')?.contentWindow) {
    host.messages.push({ data: event.data, at: performance.now() });
  }
});
host.make();
