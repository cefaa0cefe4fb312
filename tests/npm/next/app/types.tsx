// What the types of the tag must refuse: the build checks them, nothing shows this.
import type {} from 'comarketing-roi';

// @ts-expect-error There is no such way through the plan.
export const mode = <comarketing-roi mode="wizard" />;

// @ts-expect-error A plan is data or text.
export const plan = <comarketing-roi plan={7} />;

// @ts-expect-error A change has no such detail.
export const change = <comarketing-roi oncmroi-change={({ detail }) => detail.nonsense} />;

// @ts-expect-error There is no such attribute.
export const attribute = <comarketing-roi colour="red" />;
