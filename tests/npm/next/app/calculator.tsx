'use client';

import 'comarketing-roi';
import type { ComarketingRoiElement, ComarketingRoiEventMap, Plan } from 'comarketing-roi';
import { useEffect, useRef, useState } from 'react';

const other: Plan = { version: 1, currency: 'EUR', tiers: [{ name: 'Scale', mdfSpent: 7_000 }] };

export function Calculator({ plan }: { plan: Plan }) {
  const calculator = useRef<ComarketingRoiElement>(null);
  // As text at first: when React hydrates, it sets no object on a custom element, nor does it listen for `oncmroi-…`.
  const [shown, show] = useState<Plan | string>(JSON.stringify(plan));
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const element = calculator.current;
    const heard = ({ detail }: ComarketingRoiEventMap['cmroi-change']) => {
      if (detail.valid) setChanges((count) => count + 1);
    };
    element?.addEventListener('cmroi-change', heard);
    return () => element?.removeEventListener('cmroi-change', heard);
  }, []);
  return (
    <>
      <comarketing-roi ref={calculator} mode="sheet" loading="eager" locale="de-DE" plan={shown}>
        <p>Estimate the return of a joint campaign.</p>
      </comarketing-roi>
      <p>
        Changes heard: <output id="changes">{changes}</output>
      </p>
      <button type="button" id="other" onClick={() => show(other)}>
        Another plan
      </button>
    </>
  );
}
