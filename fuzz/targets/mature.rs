//! A young campaign.
#![no_main]

comarketing_roi_fuzz::target!(mature);
