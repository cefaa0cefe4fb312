//! Where both sides reach their targets.
#![no_main]

comarketing_roi_fuzz::target!(agreement);
