//! The sentences about campaigns, the portfolio and the scorecard. Only what comes late says them, so they are a list of
//! their own, whose keys say that they are late.

use super::sentences;

sentences! {
    // What is wrong with a row.
    UNNAMED "panel.rows.unnamed" "A row needs an id, a name or a partner.";
    ENDS_BEFORE "panel.rows.endsBefore" "The end, {end}, is before the start, {start}.";
    TEXT_LENGTH "panel.rows.textLength" "{field} takes at most 120 characters.";
    RATE_ALLOWED "panel.rows.rateAllowed" "above 0, at most 1 billion";
    RATE_UNDATED "panel.rows.rateUndated" "An exchange rate needs its day, like \"exchangeRateOn\": \"2025-03-31\".";
    DATE_WITHOUT_RATE "panel.rows.dateWithoutRate" "The day of an exchange rate needs the rate itself.";
    NO_LIST "panel.rows.noList" "A portfolio has a list of campaigns.";
    TOO_MANY "panel.rows.tooMany" "A list has at most 100,000 campaigns. Add a longer table row by row.";
    NO_DAY "panel.rows.noDay" "“{text}” is not a day from 1970 to 2199, like 2025-03-31.";
    NO_WORD "panel.rows.noWord" "{field} takes one of: {words}.";
}
