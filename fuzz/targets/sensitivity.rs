//! Which input moves a metric most.
#![no_main]

comarketing_roi_fuzz::target!(sensitivity);
