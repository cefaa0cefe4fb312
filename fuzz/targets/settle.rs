//! Forecast against actuals.
#![no_main]

comarketing_roi_fuzz::target!(settle);
