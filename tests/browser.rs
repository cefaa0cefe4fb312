//! The widget in a real browser, by real keys and clicks. `cargo xtask test browser` provides browser and driver.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic is how a test answers"
)]

// What the tests stand on.
#[path = "browser/choices.rs"]
mod choices;
#[path = "browser/engine.rs"]
mod engine;
#[path = "browser/known.rs"]
mod known;
#[allow(dead_code, reason = "xtask uses the rest")]
#[path = "browser/looks.rs"]
mod looks;
#[path = "browser/page.rs"]
mod page;
#[allow(dead_code, reason = "xtask uses the rest")]
#[path = "browser/screens.rs"]
mod screens;
#[path = "browser/session.rs"]
mod session;
#[path = "browser/site.rs"]
mod site;
#[path = "browser/stage.rs"]
mod stage;

// The tests, by what they look at.
#[path = "browser/access.rs"]
mod access;
#[path = "browser/api.rs"]
mod api;
#[path = "browser/configure.rs"]
mod configure;
#[path = "browser/configure_form.rs"]
mod configure_form;
#[path = "browser/contract.rs"]
mod contract;
#[path = "browser/element.rs"]
mod element;
#[path = "browser/errors.rs"]
mod errors;
#[path = "browser/examples.rs"]
mod examples;
#[path = "browser/frames.rs"]
mod frames;
#[path = "browser/frameworks.rs"]
mod frameworks;
#[path = "browser/geometry.rs"]
mod geometry;
#[path = "browser/hostdata.rs"]
mod hostdata;
#[path = "browser/hosts.rs"]
mod hosts;
#[path = "browser/journey.rs"]
mod journey;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/layout.rs"]
mod layout;
#[path = "browser/lead.rs"]
mod lead;
#[path = "browser/loading.rs"]
mod loading;
#[path = "browser/numbers.rs"]
mod numbers;
#[path = "browser/offline.rs"]
mod offline;
#[path = "browser/paper.rs"]
mod paper;
#[path = "browser/pictures.rs"]
mod pictures;
#[path = "browser/policies.rs"]
mod policies;
#[path = "browser/portfolio.rs"]
mod portfolio;
#[path = "browser/prototypes.rs"]
mod prototypes;
#[path = "browser/recipes.rs"]
mod recipes;
#[path = "browser/surroundings.rs"]
mod surroundings;
#[path = "browser/tiers.rs"]
mod tiers;
#[path = "browser/translation.rs"]
mod translation;
#[path = "browser/trunk.rs"]
mod trunk;
#[path = "browser/ways.rs"]
mod ways;
#[path = "browser/words.rs"]
mod words;
