//! A table of campaigns, cut into pieces.
#![no_main]

comarketing_roi_fuzz::target!(table);
