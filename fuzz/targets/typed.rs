//! What a person types.
#![no_main]

comarketing_roi_fuzz::target!(typed);
