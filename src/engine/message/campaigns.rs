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

    // Several partners on one deal.
    RULE_FIRST "panel.credit.first" "All of it to the first touch.";
    RULE_LAST "panel.credit.last" "All of it to the last touch.";
    RULE_EVEN "panel.credit.even" "The same to each touch.";
    RULE_POSITION "panel.credit.position" "40% to the first touch, 40% to the last, 20% evenly to those between.";
    RULE_WEIGHTED "panel.credit.weighted" "In proportion to the weights that were agreed.";
    RULE_TIME_DECAY "panel.credit.timeDecay" "Half as much for each half-life before the last touch.";
    GAP_NO_TOUCH "panel.credit.noTouch" "No partner touched the deal.";
    GAP_NO_WEIGHT "panel.credit.noWeight" "Not every touch has a weight, or all weigh nothing.";
    GAP_NO_DAY "panel.credit.noDay" "Not every touch has its day.";
    GAP_PARTNERS "panel.credit.tooManyPartners" "More than 10,000 partners: the others are not told apart.";
    WHY_HALF_LIFE "panel.credit.whyHalfLife" "No half-life given: 7 days, as web analytics takes it. Longer sales cycles need a longer one.";
    NO_DEALS "panel.credit.noDeals" "A question has a list of deals.";
    TOO_MANY_DEALS "panel.credit.tooManyDeals" "A list has at most 100,000 deals.";
    TOO_MANY_TOUCHES "panel.credit.tooManyTouches" "A deal has at most 100 touches.";
    NO_VALUE "panel.credit.noValue" "A deal states its value.";
    NO_PARTNER "panel.credit.noPartner" "A touch names its partner.";
}
