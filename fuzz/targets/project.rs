//! Several years.
#![no_main]

comarketing_roi_fuzz::target!(project);
