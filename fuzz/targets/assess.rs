//! How mature an ecosystem is.
#![no_main]

comarketing_roi_fuzz::target!(assess);
