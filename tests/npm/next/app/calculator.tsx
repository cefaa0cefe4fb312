'use client';

import 'comarketing-roi';
import type { ComarketingRoiElement, Plan } from 'comarketing-roi';
import { useRef, useState } from 'react';

export function Calculator({ plan }: { plan: Plan }) {
  const element = useRef<ComarketingRoiElement>(null);
  const [changes, setChanges] = useState(0);
  return (
    <>
      <comarketing-roi
        ref={element}
        mode="sheet"
        loading="eager"
        locale="de-DE"
        plan={plan}
        oncmroi-change={({ detail }) => setChanges((count) => count + (detail.valid ? 1 : 0))}
      >
        <p>Estimate the return of a joint campaign.</p>
      </comarketing-roi>
      <p>Changes heard: <output id="changes">{changes}</output></p>
      <button type="button" id="ask" onClick={() => element.current?.setAttribute('theme', 'dark')}>
        Dark
      </button>
    </>
  );
}
