//! The rows that are compiled in; written by the build script from `benchmarks.json` and `uses.rs`.

use super::{
    Benchmarks, Evidence, Field, Held, Kind, MetricId, Prefill, Reading, Row, Source, Spread, Strength,
    Subject, Unit,
};

include!(concat!(env!("OUT_DIR"), "/benchmarks.rs"));
