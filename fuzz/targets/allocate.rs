//! The best split of a budget.
#![no_main]

comarketing_roi_fuzz::target!(allocate);
