//! The ids of controls and fields, by which the state says where the focus goes and the views draw them.

use super::action::FigureRef;
use comarketing_roi_engine::message::concat;
use comarketing_roi_engine::metric_ref::ScopeId;
use comarketing_roi_engine::plan::Group;
use comarketing_roi_engine::{Field, FieldPath};

/// How many fields of a tier stand at first sight.
pub const FIRST_FIELDS: usize = 6;

/// Whether a place is folded away at first.
pub fn is_folded(place: FieldPath) -> bool {
    Field::of(Group::Tier).skip(FIRST_FIELDS).any(|field| field == place.field)
}

/// The id of the control for a place: by the tier's key, so that it survives moves.
pub fn field_id(place: FieldPath, key: u32) -> String {
    let id = place.field.id();
    match place.field.group() {
        Group::Tier => concat(&[id, "-", &key.to_string()]),
        Group::Direct => concat(&["direct-", id]),
        Group::Economics | Group::Plan => concat(&["plan-", id]),
    }
}

/// The id of the control of a choice by its path, which may hold what the head of a table says: letters and digits stay.
pub fn choice_id(path: &str) -> String {
    let mut id = String::new();
    for sign in path.chars() {
        match sign {
            '/' => id.push('-'),
            sign if sign.is_ascii_alphanumeric() => id.push(sign),
            sign => id.extend(["_", &u32::from(sign).to_string()]),
        }
    }
    id
}

/// The id of the explanation of a spot.
pub fn explanation_id(spot: FigureRef) -> String {
    let column = match spot.column {
        ScopeId::Tier(at) => at.to_string(),
        ScopeId::Total => "total".to_owned(),
        ScopeId::Direct => "direct".to_owned(),
    };
    concat(&["why-", &(spot.area as u8).to_string(), "-", &column, "-", spot.metric.text()])
}

/// The id of the button that opens it.
pub fn button_id(spot: FigureRef) -> String {
    explanation_id(spot) + "-button"
}

/// The ids of the buttons that open the menu and the sheet of keys.
pub const MENU_BUTTON: &str = "menu-button";
/// See [`MENU_BUTTON`].
pub const KEYS_BUTTON: &str = "keys-button";

/// The id of the button in a call that hides private figures.
pub const PRIVATE_BUTTON: &str = "private-button";

/// The id of the button that leads out of a call.
pub const LEAVE_BUTTON: &str = "leave-button";

/// The id of the button that adds a tier.
pub const ADD_TIER: &str = "add-tier";

/// The id of a tier's name field.
pub fn name_id(key: u32) -> String {
    concat(&["name-", &key.to_string()])
}

/// The JSON pointer to a tier's name.
pub fn name_path(tier: usize) -> String {
    concat(&["/tiers/", &tier.to_string(), "/name"])
}
