// Stands in for HubSpot's v2.js: makes the form as raw HTML, and sends the message that says it is ready when a test says
// so. Before that come messages that only look like it.
{
  const stub = { heard: 0, sent: [] };
  window.stub = stub;
  window.addEventListener('message', () => (stub.heard += 1));
  const ready = (id) => ({ type: 'hsFormCallback', eventName: 'onFormReady', id });

  window.hbspt = {
    forms: {
      create({ formId, target }) {
        const form = document.createElement('form');
        const values = {};
        for (const name of ['firstname', 'lastname', 'email', 'company', 'phone', 'message', 'cmroi_roi', 'cmroi_link']) {
          const input = Object.assign(document.createElement('input'), { name });
          input.setAttribute('aria-label', name);
          // Like HubSpot's script it knows of a value by the events alone.
          input.addEventListener('input', () => (values[name] = input.value));
          form.append(input);
        }
        form.append(Object.assign(document.createElement('button'), { textContent: 'Submit' }));
        form.addEventListener('submit', (event) => {
          event.preventDefault();
          stub.sent.push({ ...values });
        });
        document.querySelector(target).append(form);
        stub.values = values;
        stub.ready = () => window.postMessage(ready(formId), '*');
        stub.others = () => {
          window.postMessage(ready('99999999-9999-9999-9999-999999999999'), '*');
          const frame = document.createElement('iframe');
          frame.sandbox = 'allow-scripts';
          frame.srcdoc = `<script>parent.postMessage(${JSON.stringify(ready(formId))}, '*')</script>`;
          document.body.append(frame);
        };
      },
    },
  };
}
