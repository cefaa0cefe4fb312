//! Win rates with and without partners.
#![no_main]

comarketing_roi_fuzz::target!(credit_evidence);
