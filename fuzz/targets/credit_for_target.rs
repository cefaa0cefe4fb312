//! The credit for a target.
#![no_main]

comarketing_roi_fuzz::target!(credit_for_target);
