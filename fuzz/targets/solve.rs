//! One input for a target.
#![no_main]

comarketing_roi_fuzz::target!(solve);
