//! How sure the figures are.
#![no_main]

comarketing_roi_fuzz::target!(simulate);
