//! An experiment with a control group.
#![no_main]

comarketing_roi_fuzz::target!(holdout);
