// Stands in for the embed code of HubSpot's new forms editor: two forms, of which the page has asked for one, the events
// and the part of the API that docs/embed.md uses. Only a submit by the visitor sends anything.
{
  const NAMES = ['firstname', 'lastname', 'email', 'company', 'phone', 'message', 'cmroi_roi', 'cmroi_link'];
  const stub = { sent: [], values: (id) => Object.fromEntries(forms.get(id).fields) };
  window.stub = stub;
  const forms = new Map();

  const make = (id, parent) => {
    const form = document.createElement('form');
    const fields = new Map(NAMES.map((name) => [`0-1/${name}`, '']));
    const inputs = [...fields.keys()].map((name) => {
      const input = document.createElement('input');
      input.name = name;
      input.setAttribute('aria-label', name);
      return input;
    });
    form.append(...inputs, Object.assign(document.createElement('button'), { textContent: 'Submit' }));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      stub.sent.push(stub.values(id));
    });
    parent.append(form);
    forms.set(id, {
      fields,
      getFormId: () => id,
      // As HubSpot's: a name that the form does not have changes nothing.
      setFieldValue(name, value) {
        if (!fields.has(name)) return;
        fields.set(name, value);
        form.elements[name].value = value;
      },
    });
    window.dispatchEvent(new CustomEvent('hs-form-event:on-ready', { detail: { formId: id, instanceId: `${id}-0` } }));
  };

  window.HubSpotFormsV4 = {
    getForms: () => [...forms.values()],
    getFormFromEvent: ({ detail }) => forms.get(detail.formId),
  };
  // Another form of the site, such as that of the newsletter in its footer.
  make('99999999-9999-9999-9999-999999999999', document.body);
  for (const place of document.querySelectorAll('.hs-form-html')) make(place.dataset.formId, place);
}
