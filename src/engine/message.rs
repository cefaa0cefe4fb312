//! The sentences of the model that have gaps, and how a gap is filled.
//!
//! The model speaks English. A page that speaks another language hands in a [`Translate`], which answers an English text with
//! its own: the English text is the name by which a translation is found, so none can belong to an older sentence.

pub mod campaigns;
pub mod workbook;

/// Answers a text of the model with the same in the language of a page, or as it is.
pub type Translate = fn(&'static str) -> &'static str;

/// The model's own language.
pub fn english(text: &'static str) -> &'static str {
    text
}

/// Puts `parts` into the gaps of `template`: a gap with a name takes them in the order in which the gaps stand, and the
/// signs U+0001 to U+0009 are gaps that take the first to the ninth.
pub fn fill(template: &str, parts: &[&str]) -> String {
    let mut out = String::new();
    let (mut next, mut in_name) = (0, false);
    for sign in template.chars() {
        let part = match sign {
            '{' => {
                in_name = true;
                next += 1;
                next - 1
            }
            '}' => {
                in_name = false;
                continue;
            }
            '\u{1}'..='\u{9}' => sign as usize - 1,
            _ if in_name => continue,
            _ => {
                out.push(sign);
                continue;
            }
        };
        out.push_str(parts.get(part).copied().unwrap_or_default());
    }
    out
}

/// The parts one after the other. A call of it is smaller than what `format!` unfolds to.
pub fn concat(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    out
}

macro_rules! sentences {
    ($( $name:ident $key:literal $text:literal; )*) => {
        $( #[doc = $text] pub const $name: &str = $text; )*

        /// Every sentence, with the key under which translators find it.
        pub const SENTENCES: &[(&str, &str)] = &[ $( ($key, $text), )* ];
    };
}
pub(crate) use sentences;

sentences! {
    // Why a figure has no value.
    NEEDS "reason.needs" "Needs {figures}.";
    AND "reason.and" " and ";
    UNIT "reason.unit" "unit";
    APART "reason.apart" "No single tier has all the numbers that this needs.";
    NO_WEIGHT "reason.noWeight" "The tiers differ in their {figure}, and a total needs {weight}, above zero, to weigh them by.";
    ZERO_DIVISOR "reason.zeroDivisor" "Divides by {figure}, which is zero.";
    TOO_MANY_CREDITED "reason.tooManyCredited" "More influenced customers are credited to partners than direct reports at all. Check them, or say that direct’s report leaves influenced deals out.";
    TOO_MUCH_CREDITED "reason.tooMuchCredited" "More influenced pipeline is credited to partners than direct reports at all. Check them, or say that direct’s report leaves influenced deals out.";
    TOO_MUCH_REVENUE_CREDITED "reason.tooMuchRevenueCredited" "More influenced revenue is credited to partners than direct reports at all. Check them, or say that direct’s report leaves influenced deals out.";
    NEVER_PAID_BACK "reason.neverPaidBack" "Never: customers leave before they have paid back what it cost to win them.";
    TOO_LARGE "reason.tooLarge" "The number is too large to show.";
    COSTS_WITHHELD "reason.costsWithheld" "Hidden: it would reveal costs or margins, which are private.";

    // Figures that disagree.
    DISAGREE "warning.disagree" "{figure} is {value}, but {formula} gives {other}. The number you entered is used.";
    OVERSPENT "warning.overspent" "{spent} is more than {allocated}.";
    OVER_HUNDRED "warning.overHundredPercent" "{figure} exceed {before}.";
    MORE_INFLUENCED "warning.moreInfluencedThanDirect" "{direct} are fewer than partners influenced ({influenced}), though the report is said to include those deals.";
    OVER_REVENUE "warning.marginsExceedRevenue" "{margin} and {partner} together exceed all revenue. Gross margin is what is left after what the partner keeps.";

    // Why a value was assumed.
    NO_FIGURE "assumed.none" "Left blank: counted as none.";
    NO_ALLOCATION "assumed.allocation" "No allocation entered: what was spent is used.";
    USUAL_CREDIT "assumed.credit" "Most programs credit influenced deals at 25% to 50%, so 40% is used; the band shows 0% to 100%.";
    LIFETIME_CAP "assumed.lifetime" "A customer counts for at most 5 years, however low churn is.";
    WON_AS_LARGE "assumed.wonAsLarge" "The win rate counts deals: won deals are assumed to be as large as the average of the pipeline.";
    WEIGHED "reason.weighed" "average of the tiers, weighted by what each brings";
    COST_FOLLOWS "assumed.costFollows" "The cost of an influenced deal moves with the credit, as the deal does; the range shows what follows if none of it moves.";
    NO_COMMISSION "assumed.commission" "No partner margin entered: commission is not counted in CAC.";
    IN_PROGRAMME_COST "reason.inProgrammeCost" "part of the program cost";
    ASSUMED_ZERO "assumed.noneGiven" "left blank: counted as none";

    WITH_VALUE "warning.withValue" "{name} ({value})";
    IN_TIER "warning.inTier" "{tier}: {text}";

    // What is wrong with a figure of a form.
    OF_TIER "problem.ofTier" "{field}, {tier}";
    TOO_LONG "problem.tooLong" "{field} is too long for a number.";
    NOT_A_NUMBER "problem.notANumber" "{field} needs a number, such as {example}.";
    TOO_MANY_DIGITS "problem.tooManyDigits" "{field} has more than 15 digits. Round it.";
    UNKNOWN_WORD "problem.unknownWord" "“{word}” cannot be read. Write the number out, such as {example}.";
    UNSEEN "problem.unseen" "{field} contains an invisible character ({sign}). Type the number again.";
    NO_PERCENT "problem.noPercent" "{field} is not a percentage. Leave the % out.";
    OTHER_CURRENCY "problem.otherCurrency" "“{sign}” is not this plan’s currency. Convert the amount and leave the sign out.";
    NO_CURRENCY "problem.noCurrency" "{field} is not an amount of money. Leave the currency out.";
    AMBIGUOUS "problem.ambiguous" "“{text}” can mean two numbers: {one} or {other}.";
    GROUPING "problem.grouping" "The separators in “{text}” do not fit. Did you mean {number}?";
    NOT_FINITE "problem.notFinite" "{field} needs a finite number.";
    OUT_OF_RANGE "problem.outOfRange" "{field} must be {allowed}.";
    LOW_OUT_OF_RANGE "problem.lowOutOfRange" "{field}: the low end must be {allowed}.";
    HIGH_OUT_OF_RANGE "problem.highOutOfRange" "{field}: the high end must be {allowed}.";
    DISORDERED "problem.disordered" "{field}: low, likely and high must go up in that order.";
    NAME_LENGTH "problem.nameLength" "A tier needs a name of 1 to 60 characters.";
    DUPLICATE_NAME "problem.duplicateName" "Two tiers are called “{name}”. Give each its own name.";
    MARK_UNKNOWN "problem.markUnknown" "“{pointer}” names no field of the plan. Use a pointer such as /tiers/0/mdfSpent.";
    MARK_ABSENT "problem.markAbsent" "“{pointer}” has no value in the plan. Give the value, or remove the pointer.";
    TIER_COUNT "problem.tierCount" "A plan has 1 to 12 tiers.";
    UNKNOWN_CURRENCY "problem.unknownCurrency" "The currency needs a code of ISO 4217, such as USD or EUR.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_by_order_or_by_number() {
        assert_eq!(fill("{a} and {b}.", &["x", "y"]), "x and y.");
        assert_eq!(fill("\u{2}, \u{1}", &["x", "y"]), "y, x");
        assert_eq!(fill("none", &["x"]), "none");
        assert_eq!(fill("{a}", &["{b}", "no"]), "{b}", "what is put in is not read again");
        assert_eq!(fill("{a}{b}", &["x"]), "x");
    }
}
