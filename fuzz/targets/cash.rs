//! The cash calendar of a campaign.
#![no_main]

comarketing_roi_fuzz::target!(cash);
