//! Partners against direct.
#![no_main]

comarketing_roi_fuzz::target!(channels);
