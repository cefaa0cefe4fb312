//! Where a verdict turns.
#![no_main]

comarketing_roi_fuzz::target!(flip_points);
