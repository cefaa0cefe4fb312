//! The sentences about campaigns, the portfolio and the scorecard. Only what comes late says them, so they are a list of
//! their own.

use super::sentences;

sentences! {
    // What is wrong with a row.
    UNNAMED "campaigns.rows.unnamed" "A row needs an id, a name or a partner.";
    ENDS_BEFORE "campaigns.rows.endsBefore" "The end, {end}, is before the start, {start}.";
    TEXT_LENGTH "campaigns.rows.textLength" "{field} takes at most 120 characters.";
    RATE_ALLOWED "campaigns.rows.rateAllowed" "above 0, at most 1 billion";
    RATE_UNDATED "campaigns.rows.rateUndated" "An exchange rate needs its day, like \"exchangeRateOn\": \"2025-03-31\".";
    DATE_WITHOUT_RATE "campaigns.rows.dateWithoutRate" "The day of an exchange rate needs the rate itself.";
    NO_LIST "campaigns.rows.noList" "A portfolio has a list of campaigns.";
    TOO_MANY "campaigns.rows.tooMany" "A list has at most 100,000 campaigns. Add a longer table row by row.";
    NO_DAY "campaigns.rows.noDay" "“{text}” is not a day from 1970 to 2199, like 2025-03-31.";
    NO_TODAY "campaigns.rows.noToday" "A portfolio needs the day of today, like \"today\": \"2025-12-31\".";
    RATE_WITHOUT_CURRENCY "campaigns.rows.rateWithoutCurrency" "An exchange rate needs the currency of its row, like \"currency\": \"EUR\".";
    RATE_OF_OWN "campaigns.rows.rateOfOwn" "The row is in {currency} like the portfolio, so an exchange rate of {rate} cannot apply. Remove the rate, or correct the currency.";
    RATE_ON "campaigns.rows.rateOn" "An exchange rate needs its day, like \"on\": \"2025-03-31\".";
    RATE_TWICE "campaigns.rows.rateTwice" "{currency} has two rates. Keep one; a row may have its own.";
    OWN_RATE "campaigns.rows.ownRate" "{currency} is the portfolio’s own currency, so it has no other rate than 1. Remove the rate.";
    TOO_MANY_RATES "campaigns.rows.tooManyRates" "A portfolio has at most 160 rates. A row may have its own.";
    NO_WORD "campaigns.rows.noWord" "{field} takes one of: {words}.";

    // How a table was read.
    TABLE_NO_HEAD "campaigns.table.noHead" "No line names a column that is known, such as Partner and MDF paid.";
    TABLE_TURNED "campaigns.table.turned" "The fields stand one below the other. Turn the table so that each campaign is a row: copy it, and paste it transposed.";
    TABLE_UNCLOSED "campaigns.table.unclosed" "A quote that begins here is never closed. Close it, or write it twice where it is a character.";
    TABLE_ABOVE "campaigns.table.above" "It stands above the header.";
    TABLE_TOTAL "campaigns.table.total" "A total would count its rows twice. A campaign has a day or an activity as well.";
    TABLE_TOTAL_DIFFERS "campaigns.table.totalDiffers" "A total would count its rows twice. A campaign has a day or an activity as well. This total is not the sum of the rows above it: check that none is missing, and that none is a total itself.";
    TABLE_REMARK "campaigns.table.remark" "One cell alone is a remark.";
    TABLE_AGAIN "campaigns.table.again" "It repeats the header.";
    TABLE_TWICE "campaigns.table.twice" "Two columns are {field}. Say that one of them is not used.";
    TABLE_CELLS "campaigns.table.cells" "The row has {cells} cells, the header {columns}. Put a number with a separator, or a text over several lines, in quotes.";
    TABLE_TOO_MANY "campaigns.table.tooMany" "A table has at most 100,000 campaigns.";
    TABLE_SHORT "campaigns.table.short" "The row has {cells} cells, the header {columns}. Add the missing cells, even empty ones, or put a text over several lines in quotes.";
    TABLE_BLANK_QUOTE "campaigns.table.blankQuote" "The row has {cells} cells, the header {columns}. Remove the space before the quotes: they only count at the start of a cell.";
    TABLE_LONG_ROW "campaigns.table.longRow" "The row is longer than 1 MiB, or has more than 10,000 cells. Is a quote in it never closed?";
    TABLE_EMPTY "campaigns.table.empty" "No campaign stands below the header.";
    TABLE_SUM "campaigns.table.sum" "The figures are the sums of rows above. Leave the row out if it is a total; a campaign has a day or an activity as well.";
    TABLE_PERHAPS_SUM "campaigns.table.perhapsSum" "The name may be that of a total, and figures of other rows cannot be read. Mend those first.";
    TABLE_NOTE "campaigns.table.note" "This names another currency than the amounts have. State their currency in the header, such as MDF paid (EUR).";
    TABLE_HEAD_SCALE "campaigns.table.headScale" "It says “{words}”. Say how much one in the column is, such as 1000 or 0.01.";
    TABLE_HEAD_SIGN "campaigns.table.headSign" "Several currencies have the sign “{sign}”. State the code in the header, such as MDF paid (USD).";
    TABLE_NO_SUCH_HEAD "campaigns.table.noSuchHead" "No column is called “{header}”.";
    TABLE_ROW_CURRENCY "campaigns.table.rowCurrency" "The column is in {currency}, the row in {other}.";
    TABLE_NO_NUMBER "campaigns.table.noNumber" "This is not a number. Leave the cell empty where there is none.";
    TABLE_ALONE "campaigns.table.alone" "Write the number alone, such as 1200.";
    TABLE_RANGE "campaigns.table.range" "This is a range. Write one number.";
    TABLE_FORMULA "campaigns.table.formula" "This is a formula. Write its value.";
    TABLE_SHORTENED "campaigns.table.shortened" "The spreadsheet shows this shortened, so digits may be lost. Format the column as a number there.";
    TABLE_OTHER_SIGN "campaigns.table.otherSign" "The decimal sign is “{one}” here and “{other}” at the beginning of the table. Write it the same way.";
    TABLE_UNSAID_SIGN "campaigns.table.unsaidSign" "The decimal sign is “{one}” here, and “{other}” was chosen.";
    TABLE_OTHER_ORDER "campaigns.table.otherOrder" "Here the month and the day stand in another order than at the beginning of the table.";
    TABLE_UNSAID_ORDER "campaigns.table.unsaidOrder" "Here the month and the day stand in another order than was chosen.";
    TABLE_DAY_ALONE "campaigns.table.dayAlone" "Only a time may stand behind a day. Put the rest in a column of its own.";
    TABLE_SHORT_YEAR "campaigns.table.shortYear" "Write the year with four digits.";
    TABLE_TWO_READINGS "campaigns.table.twoReadings" "This has two readings: say which the decimal sign is, a point or a comma.";
    TABLE_OTHER_CURRENCY "campaigns.table.otherCurrency" "This is an amount in {currency}. State the currency of the row in a column.";
    TABLE_NO_DAY "campaigns.table.noDay" "This is not a day from 1970 to 2199, like 2025-03-31.";
    TABLE_NOT_IN_CALENDAR "campaigns.table.notInCalendar" "The calendar has no such day.";
    TABLE_TWO_DAYS "campaigns.table.twoDays" "This may be a day before a month or after it: say which comes first.";

    // Several partners on one deal.
    RULE_FIRST "campaigns.credit.first" "All of it to the first touch.";
    RULE_LAST "campaigns.credit.last" "All of it to the last touch.";
    RULE_EVEN "campaigns.credit.even" "The same to each touch.";
    RULE_POSITION "campaigns.credit.position" "40% to the first touch, 40% to the last, 20% evenly to those between.";
    RULE_WEIGHTED "campaigns.credit.weighted" "In proportion to the weights that were agreed.";
    RULE_TIME_DECAY "campaigns.credit.timeDecay" "Half as much for each half-life before the last touch.";
    GAP_NO_TOUCH "campaigns.credit.noTouch" "No partner touched the deal.";
    GAP_NO_WEIGHT "campaigns.credit.noWeight" "Not every touch has a weight, or all weigh nothing.";
    GAP_NO_DAY "campaigns.credit.noDay" "Not every touch has its day.";
    GAP_PARTNERS "campaigns.credit.tooManyPartners" "More than 10,000 partners: the others are not told apart.";
    WHY_HALF_LIFE "campaigns.credit.whyHalfLife" "No half-life given: 7 days, as web analytics takes it. Longer sales cycles need a longer one.";
    NO_DEALS "campaigns.credit.noDeals" "A question has a list of deals.";
    TOO_MANY_DEALS "campaigns.credit.tooManyDeals" "A list has at most 100,000 deals.";
    DEAL_TWICE "campaigns.credit.dealTwice" "“{id}” is the id of two deals, so one would count twice. Remove one, or give it its own id.";
    TOO_MANY_TOUCHES "campaigns.credit.tooManyTouches" "A deal has at most 100 touches.";
    NO_VALUE "campaigns.credit.noValue" "A deal states its value.";
    NO_PARTNER "campaigns.credit.noPartner" "A touch names its partner.";

    // How campaigns are judged.
    CLASS_NOT_RUN "campaigns.portfolio.notRun" "Denied or canceled: did not take place.";
    CLASS_OTHER_CURRENCY "campaigns.portfolio.otherCurrency" "In another currency without a dated rate: reported apart.";
    CLASS_BRAND_ONLY "campaigns.portfolio.brandOnly" "Brand only: captures no leads, so return says little. Not ranked.";
    CLASS_TOO_YOUNG "campaigns.portfolio.tooYoung" "Too early to judge: less than half of the pipeline can have closed. Not ranked.";
    CLASS_NO_SPEND "campaigns.portfolio.noSpend" "No MDF claimed or paid, so there is no return on it. Not ranked.";
    CLASS_NO_OUTCOME "campaigns.portfolio.noOutcome" "No pipeline given, which is not the same as none. Not ranked.";
    CLASS_RANKED "campaigns.portfolio.ranked" "Ranked by credited pipeline for each unit of MDF.";

    // Why a figure of the portfolio has no value.
    MDF_CLAIMED "campaigns.portfolio.mdfClaimed" "MDF claimed or paid";
    CREDITED "campaigns.portfolio.credited" "credited pipeline";
    OVER_REQUESTED "campaigns.portfolio.overRequested" "More MDF was requested than allocated.";
    OVERSPENT "campaigns.portfolio.overspent" "More MDF was spent than allocated.";
    NO_PIPELINE "campaigns.portfolio.noPipeline" "No partner has credited pipeline.";
    NO_EARLIER "campaigns.portfolio.noEarlier" "There is no earlier quarter to compare with.";
    BEFORE "campaigns.portfolio.before" "the figure before";
    SIGNED "campaigns.portfolio.signed" "signed partners";
    ACTIVE "campaigns.portfolio.active" "active partners";
    MORE_ACTIVE "campaigns.portfolio.moreActive" "More partners are active than signed. Check the number of signed partners.";

    // What was taken.
    WHY_CURRENCY "campaigns.portfolio.whyCurrency" "Rows without a currency are taken to be in the portfolio’s.";
    WHY_NO_CYCLE "campaigns.portfolio.whyNoCycle" "No sales cycle given: a campaign that has started is not called too young.";

    // What stands out.
    ODD_FAR_ABOVE "campaigns.portfolio.farAbove" "Returns {value} for each unit of MDF, far above the others: more than {fence} is. Check that its amounts have the right scale.";
    ODD_FAR_BELOW "campaigns.portfolio.farBelow" "Returns {value} for each unit of MDF, far below the others: less than {fence} is.";
    ODD_NO_PIPELINE "campaigns.portfolio.brought" "Spent {spent} of MDF, is old enough to judge, and brought no pipeline.";
    ODD_OVER_APPROVED "campaigns.portfolio.overApproved" "{spent} of MDF was claimed or paid, more than the {approved} that was approved.";
    ODD_OVER_CLAIMED "campaigns.portfolio.overClaimed" "{paid} of MDF was paid, more than the {claimed} that was claimed.";
    ODD_OVER_PIPELINE "campaigns.portfolio.overPipeline" "Won {revenue}, more than its pipeline of {pipeline}.";
    ODD_PAID_NOT_RUN "campaigns.portfolio.paidNotRun" "{paid} of MDF was paid, though the campaign was denied or canceled. It is not in MDF spent.";
    ODD_REPEATED_ID "campaigns.portfolio.repeatedId" "An earlier row has the same id. If they are one campaign, it is counted twice: remove one.";

    // How long things take.
    SPAN_FIRST_LEAD "campaigns.portfolio.toFirstLead" "From the start of a campaign to its first lead";
    SPAN_FIRST_WIN "campaigns.portfolio.toFirstWin" "From the start of a campaign to its first win";
    SPAN_APPROVAL "campaigns.portfolio.toApproval" "From request to approval";
    SPAN_PAYMENT "campaigns.portfolio.toPayment" "From claim to payment";
    SPAN_ACTIVATION "campaigns.portfolio.toActivation" "From a partner’s signature to its first campaign";
    SPAN_PARTNER_FIRST_LEAD "campaigns.portfolio.toPartnerLead" "From a partner’s signature to its first lead";
    SPAN_TIME_TO_VALUE "campaigns.portfolio.toValue" "Time to value: from a partner’s signature to its first win";

    // Against vanity.
    CHECK_SIGNED "campaigns.portfolio.checkSigned" "More partners are signed than active.";
    CHECK_SPENT "campaigns.portfolio.checkSpent" "More MDF was spent than pipeline credited.";
    CHECK_PAID "campaigns.portfolio.checkPaid" "MDF was paid for campaigns that were denied or canceled. It is not in MDF spent.";
    CHECK_ACTIVE "campaigns.portfolio.checkActive" "More partners are active than producing.";

    // A plan from campaigns.
    PLAN_CURRENCY "campaigns.portfolio.planCurrency" "The program is in {currency}, the campaigns in {other}. Convert one of them first.";
    PLAN_NO_TIER "campaigns.portfolio.planNoTier" "No row names a tier, so there is no tier to fill. State the tier of each row, or fill a plan that has tiers.";
    PLAN_TIERS "campaigns.portfolio.planTiers" "The plan would have {count} tiers, and it has at most 12. Merge tiers of the rows, or filter the rows.";

    // Response to spending.
    RESPONSE_CAUTION "campaigns.response.caution" "Spending was not set at random: more is often planned where more is expected, and then the periods show more than spending brings.";
    RESPONSE_SUPPORTS "campaigns.response.supports" "More spending brought more, and less for each further unit.";
    RESPONSE_UNCERTAIN "campaigns.response.uncertain" "The periods do not tell whether more spending brings more.";
    RESPONSE_NOT_DIMINISHING "campaigns.response.notDiminishing" "Returns did not diminish in these periods. Something else may have grown with spending.";
    RESPONSE_AGAINST "campaigns.response.against" "More spending went with less in return.";
    RESPONSE_NOT_MEASURED "campaigns.response.notMeasured" "There is not enough to measure.";
    RESPONSE_TOO_FEW "campaigns.response.tooFew" "Needs at least 6 periods with spending and a result.";
    RESPONSE_NO_VARIATION "campaigns.response.noVariation" "Spending was the same in every period, so nothing tells what more would bring.";
    RESPONSE_SAME_RESULT "campaigns.response.sameResult" "The result was the same in every period, so nothing tells how sure that is.";
    WHY_BETA "campaigns.response.whyBeta" "The exponent of diminishing returns is not measured: 0.7 is assumed.";
    NO_PERIODS "campaigns.response.noPeriods" "A question has a list of periods, each with what was spent and what came of it.";
    TOO_MANY_PERIODS "campaigns.response.tooManyPeriods" "A question has at most 240 periods.";
    NO_SPENT "campaigns.response.noSpent" "A period states what was spent.";
    NO_OUTCOME "campaigns.response.noOutcome" "A period states what came of it.";

    // The scorecard.
    PART_FIT "campaigns.score.fit" "Fit";
    PART_IMPACT "campaigns.score.impact" "Impact";
    PART_MOMENTUM "campaigns.score.momentum" "Momentum";
    PART_HEALTH "campaigns.score.health" "Health";
    ITEM_SHARED_AUDIENCE "campaigns.score.sharedAudience" "Customers that fit your ideal customer";
    ITEM_CUSTOMER_OVERLAP "campaigns.score.customerOverlap" "Customers in common";
    ITEM_PRODUCT_FIT "campaigns.score.productFit" "Product fit";
    ITEM_RETURN "campaigns.score.return" "Credited pipeline for each unit of MDF";
    ITEM_PIPELINE "campaigns.score.pipeline" "Credited pipeline";
    ITEM_REVENUE "campaigns.score.revenue" "Credited revenue";
    ITEM_CAMPAIGNS "campaigns.score.campaigns" "Campaigns of the last two quarters";
    ITEM_LEADS "campaigns.score.leads" "Leads of the last two quarters";
    ITEM_OPPORTUNITIES "campaigns.score.opportunities" "Opportunities of the last two quarters";
    ITEM_RECENT_PIPELINE "campaigns.score.recentPipeline" "Credited pipeline of the last two quarters";
    ITEM_SATISFACTION "campaigns.score.satisfaction" "Partner satisfaction";
    ITEM_ENABLEMENT "campaigns.score.enablement" "People trained";
    ITEM_REGISTRATIONS "campaigns.score.registrations" "Deal registrations";
    ITEM_UTILIZATION "campaigns.score.utilization" "MDF used of MDF allocated";
    NO_EVIDENCE "campaigns.score.noEvidence" "No evidence, which is a gap and not a zero.";
    NO_REFERENCE "campaigns.score.noReference" "There is no figure of the portfolio to compare with.";
    NOTHING_TO_COMPARE "campaigns.score.nothingToCompare" "Both figures are zero, so there is nothing to compare.";
    NO_FOUR_QUARTERS "campaigns.score.noFourQuarters" "Needs campaigns that reach back four whole quarters.";
    TOO_LITTLE_KNOWN "campaigns.score.tooLittleKnown" "Less than half of the weight has evidence, which is too little to propose a tier.";
    BETWEEN "campaigns.score.between" "Must be between 0 and {most}.";
    WEIGHTS_SUM "campaigns.score.weightsSum" "The weights add up to {sum}. They must add up to 100.";
    TIERS_IN_ORDER "campaigns.score.tiersInOrder" "Tiers stand with the highest score first, each below the one before it, and the last is from 0.";
    NO_WEIGHT "campaigns.score.noWeight" "Weights are given for fit, impact, momentum and health.";
    NO_TIER_FROM "campaigns.score.noTierFrom" "A tier has a name and the score from which it is proposed.";
    TOO_MANY_PROFILES "campaigns.score.tooManyProfiles" "A scorecard has at most 10,000 partners.";
    PARTNER_TWICE "campaigns.score.partnerTwice" "“{partner}” stands twice. Keep one.";
    NO_PROFILE_NAME "campaigns.score.noProfileName" "Evidence names its partner.";
    WHY_WEIGHTS "campaigns.score.whyWeights" "No weights given: each part counts a quarter.";
    WHY_TIERS "campaigns.score.whyTiers" "No tiers given: Strategic from 60, which is one and a half times the portfolio, Focus from 40, which is two thirds of it, and Scale below.";
    WHY_PERFORMANCE_SHARE "campaigns.score.whyPerformanceShare" "No share given: 30% of the budget follows results.";
    WHY_MAX_MOVE "campaigns.score.whyMaxMove" "No bound given: a partner’s MDF stays between three quarters and four thirds of its part today.";
    WHY_BUDGET "campaigns.score.whyBudget" "No budget given: what these partners spent.";
    NOBODY_SPENT "campaigns.score.nobodySpent" "No partner spent MDF, so there is nothing to divide by.";
}
