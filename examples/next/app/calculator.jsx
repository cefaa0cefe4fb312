'use client';

import { useEffect, useRef } from 'react';
import { onLead } from './on-lead.js';

// Where the files of the release are: your CDN, or a folder below public/. They are not part of the bundle, so the
// address is kept from the bundler.
const ADDRESS = 'https://cdn.example.com/comarketing-roi/1.0.0/embed.js';

/** The tag is rendered, never made in an effect: the server sends its children, and they are seen until it is there. */
export function Calculator() {
  const element = useRef(null);

  useEffect(() => {
    const { current } = element;
    current.addEventListener('cmroi-lead', onLead);
    import(/* webpackIgnore: true */ /* turbopackIgnore: true */ ADDRESS).catch(() => {
      // The children stay, with their link to the hosted page.
    });
    return () => current.removeEventListener('cmroi-lead', onLead);
  }, []);

  return (
    <comarketing-roi
      ref={element}
      mode="assessment"
      currency="EUR"
      gate="after-result"
      privacy-href="https://www.example.com/privacy"
    >
      <p>
        Estimate the return of a joint campaign. <a href="https://calc.example.com/">Open the calculator</a>
      </p>
    </comarketing-roi>
  );
}
