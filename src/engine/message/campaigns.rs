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
    NO_TODAY "panel.rows.noToday" "A portfolio needs the day of today, like \"today\": \"2025-12-31\".";
    RATE_ON "panel.rows.rateOn" "An exchange rate needs its day, like \"on\": \"2025-03-31\".";
    RATE_TWICE "panel.rows.rateTwice" "{currency} has two rates. Keep one; a row may have its own.";
    TOO_MANY_RATES "panel.rows.tooManyRates" "A portfolio has at most 160 rates. A row may have its own.";
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

    // How campaigns are judged.
    CLASS_NOT_RUN "panel.portfolio.notRun" "Denied or cancelled: did not take place.";
    CLASS_OTHER_CURRENCY "panel.portfolio.otherCurrency" "In another currency without a dated rate: reported apart.";
    CLASS_BRAND_ONLY "panel.portfolio.brandOnly" "Brand only: captures no leads, so return says little. Not ranked.";
    CLASS_TOO_YOUNG "panel.portfolio.tooYoung" "Too early to judge: less than half of the pipeline can have closed. Not ranked.";
    CLASS_NO_SPEND "panel.portfolio.noSpend" "No MDF claimed or paid, so there is no return on it. Not ranked.";
    CLASS_NO_OUTCOME "panel.portfolio.noOutcome" "No pipeline given, which is not the same as none. Not ranked.";
    CLASS_RANKED "panel.portfolio.ranked" "Ranked by credited pipeline for each unit of MDF.";

    // Why a figure of the portfolio has no value.
    MDF_CLAIMED "panel.portfolio.mdfClaimed" "MDF claimed or paid";
    CREDITED "panel.portfolio.credited" "credited pipeline";
    OVER_REQUESTED "panel.portfolio.overRequested" "More MDF was requested than allocated.";
    OVERSPENT "panel.portfolio.overspent" "More MDF was spent than allocated.";
    NO_PIPELINE "panel.portfolio.noPipeline" "No partner has credited pipeline.";
    NO_EARLIER "panel.portfolio.noEarlier" "There is no earlier quarter to compare with.";
    BEFORE "panel.portfolio.before" "the figure before";
    SIGNED "panel.portfolio.signed" "signed partners";
    ACTIVE "panel.portfolio.active" "active partners";
    MORE_ACTIVE "panel.portfolio.moreActive" "More partners are active than signed. Check the number of signed partners.";

    // What was taken.
    WHY_CURRENCY "panel.portfolio.whyCurrency" "So many rows name no currency: they are taken to be in the portfolio’s.";
    WHY_NO_CYCLE "panel.portfolio.whyNoCycle" "No sales cycle given: a campaign that has started is not called too young.";

    // What stands out.
    ODD_FAR_ABOVE "panel.portfolio.farAbove" "Returns {value} for each unit of MDF, far above the others: more than {fence} is. Check that its amounts have the right scale.";
    ODD_FAR_BELOW "panel.portfolio.farBelow" "Returns {value} for each unit of MDF, far below the others: less than {fence} is.";
    ODD_NO_PIPELINE "panel.portfolio.brought" "Spent {spent} of MDF, is old enough to judge, and brought no pipeline.";
    ODD_OVER_APPROVED "panel.portfolio.overApproved" "{spent} of MDF was claimed or paid, more than the {approved} that was approved.";
    ODD_OVER_CLAIMED "panel.portfolio.overClaimed" "{paid} of MDF was paid, more than the {claimed} that was claimed.";
    ODD_OVER_PIPELINE "panel.portfolio.overPipeline" "Won {revenue}, more than its pipeline of {pipeline}.";

    // How long things take.
    SPAN_FIRST_LEAD "panel.portfolio.toFirstLead" "From the start of a campaign to its first lead";
    SPAN_FIRST_WIN "panel.portfolio.toFirstWin" "From the start of a campaign to its first win";
    SPAN_APPROVAL "panel.portfolio.toApproval" "From request to approval";
    SPAN_PAYMENT "panel.portfolio.toPayment" "From claim to payment";
    SPAN_ACTIVATION "panel.portfolio.toActivation" "From a partner’s signature to its first campaign";
    SPAN_PARTNER_FIRST_LEAD "panel.portfolio.toPartnerLead" "From a partner’s signature to its first lead";
    SPAN_TIME_TO_VALUE "panel.portfolio.toValue" "Time to value: from a partner’s signature to its first win";

    // Against vanity.
    CHECK_SIGNED "panel.portfolio.checkSigned" "More partners are signed than active.";
    CHECK_SPENT "panel.portfolio.checkSpent" "More MDF was spent than pipeline credited.";
    CHECK_ACTIVE "panel.portfolio.checkActive" "More partners are active than producing.";

    // A plan from campaigns.
    PLAN_CURRENCY "panel.portfolio.planCurrency" "The program is in {currency}, the campaigns in {other}. Convert one of them first.";

    // Response to spending.
    RESPONSE_CAUTION "panel.response.caution" "Spending was not set at random: more is often planned where more is expected, and then the periods show more than spending brings.";
    RESPONSE_SUPPORTS "panel.response.supports" "More spending brought more, and less for each further unit.";
    RESPONSE_UNCERTAIN "panel.response.uncertain" "The periods do not tell whether more spending brings more.";
    RESPONSE_NOT_DIMINISHING "panel.response.notDiminishing" "Returns did not diminish in these periods. Something else may have grown with spending.";
    RESPONSE_AGAINST "panel.response.against" "More spending went with less in return.";
    RESPONSE_NOT_MEASURED "panel.response.notMeasured" "There is not enough to measure.";
    RESPONSE_TOO_FEW "panel.response.tooFew" "Needs at least 6 periods with spending and a result.";
    RESPONSE_NO_VARIATION "panel.response.noVariation" "Spending was the same in every period, so nothing tells what more would bring.";
    WHY_BETA "panel.response.whyBeta" "The exponent of diminishing returns is not measured: 0.7 is assumed.";
    NO_PERIODS "panel.response.noPeriods" "A question has a list of periods: { spent, outcome }.";
    TOO_MANY_PERIODS "panel.response.tooManyPeriods" "A question has at most 240 periods.";
    NO_SPENT "panel.response.noSpent" "A period states what was spent.";
    NO_OUTCOME "panel.response.noOutcome" "A period states what came of it.";

    // The scorecard.
    PART_FIT "panel.score.fit" "Fit";
    PART_IMPACT "panel.score.impact" "Impact";
    PART_MOMENTUM "panel.score.momentum" "Momentum";
    PART_HEALTH "panel.score.health" "Health";
    ITEM_SHARED_AUDIENCE "panel.score.sharedAudience" "Customers that fit your ideal customer";
    ITEM_CUSTOMER_OVERLAP "panel.score.customerOverlap" "Customers in common";
    ITEM_PRODUCT_FIT "panel.score.productFit" "Product fit";
    ITEM_RETURN "panel.score.return" "Credited pipeline for each unit of MDF";
    ITEM_PIPELINE "panel.score.pipeline" "Credited pipeline";
    ITEM_REVENUE "panel.score.revenue" "Credited revenue";
    ITEM_CAMPAIGNS "panel.score.campaigns" "Campaigns of the last two quarters";
    ITEM_LEADS "panel.score.leads" "Leads of the last two quarters";
    ITEM_OPPORTUNITIES "panel.score.opportunities" "Opportunities of the last two quarters";
    ITEM_RECENT_PIPELINE "panel.score.recentPipeline" "Credited pipeline of the last two quarters";
    ITEM_SATISFACTION "panel.score.satisfaction" "Partner satisfaction";
    ITEM_ENABLEMENT "panel.score.enablement" "People trained";
    ITEM_REGISTRATIONS "panel.score.registrations" "Deal registrations";
    ITEM_UTILIZATION "panel.score.utilization" "MDF used of MDF allocated";
    NO_EVIDENCE "panel.score.noEvidence" "No evidence, which is a gap and not a zero.";
    NO_REFERENCE "panel.score.noReference" "There is no figure of the portfolio to compare with.";
    NOTHING_TO_COMPARE "panel.score.nothingToCompare" "Both figures are zero, so there is nothing to compare.";
    NO_FOUR_QUARTERS "panel.score.noFourQuarters" "Needs campaigns that reach back four whole quarters.";
    TOO_LITTLE_KNOWN "panel.score.tooLittleKnown" "Less than half of the weight has evidence, which is too little to propose a tier.";
    BETWEEN "panel.score.between" "Must be between 0 and {most}.";
    WEIGHTS_SUM "panel.score.weightsSum" "The weights add up to {sum}. They must add up to 100.";
    TIERS_IN_ORDER "panel.score.tiersInOrder" "Tiers stand with the highest score first, each below the one before it, and the last is from 0.";
    NO_WEIGHT "panel.score.noWeight" "Weights are given for fit, impact, momentum and health.";
    NO_TIER_FROM "panel.score.noTierFrom" "A tier has a name and the score from which it is proposed.";
    TOO_MANY_PROFILES "panel.score.tooManyProfiles" "A scorecard has at most 10,000 partners.";
    NO_PROFILE_NAME "panel.score.noProfileName" "Evidence names its partner.";
    WHY_WEIGHTS "panel.score.whyWeights" "No weights given: each part counts a quarter.";
    WHY_TIERS "panel.score.whyTiers" "No tiers given: Strategic from 60, which is one and a half times the portfolio, Focus from 40, which is two thirds of it, and Scale below.";
    WHY_PERFORMANCE_SHARE "panel.score.whyPerformanceShare" "No share given: 30% of the budget follows results.";
    WHY_MAX_MOVE "panel.score.whyMaxMove" "No bound given: at most a quarter of a partner’s MDF moves.";
    WHY_BUDGET "panel.score.whyBudget" "No budget given: what these partners spent.";
    NOBODY_SPENT "panel.score.nobodySpent" "No partner spent MDF, so there is nothing to divide by.";
}
