//! A plan and its report.
#![no_main]

comarketing_roi_fuzz::target!(plan);
