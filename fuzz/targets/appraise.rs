//! What a cash flow is worth.
#![no_main]

comarketing_roi_fuzz::target!(appraise);
