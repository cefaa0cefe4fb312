'use client';

import 'comarketing-roi';
import type { Plan } from 'comarketing-roi';
import { useState } from 'react';

const other: Plan = { version: 1, currency: 'EUR', tiers: [{ name: 'Scale', mdfSpent: 7_000 }] };

export function Calculator({ plan }: { plan: Plan }) {
  // As text at first, because React sets no object when it hydrates.
  const [shown, show] = useState<Plan | string>(JSON.stringify(plan));
  const [changes, setChanges] = useState(0);
  return (
    <>
      <comarketing-roi
        mode="sheet"
        loading="eager"
        locale="de-DE"
        plan={shown}
        oncmroi-change={({ detail }) => setChanges((count) => count + (detail.valid ? 1 : 0))}
      >
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
