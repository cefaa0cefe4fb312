//! `docs/campaigns.md`: a year of campaigns, for whoever hands rows in or checks what comes out.

use super::asked::Figure;
use super::beyond::figures;
use super::portfolio::Answers;
use super::{table, takes};
use anyhow::Result;
use comarketing_roi_engine::CampaignField;
use comarketing_roi_engine::attribution::Rule;
use comarketing_roi_engine::campaign::{CampaignKind, words_of};
use comarketing_roi_engine::campaign_table::{self, DOCUMENTED, SPOKEN, UNDOCUMENTED};
use comarketing_roi_engine::message::english;
use comarketing_roi_engine::portfolio::{Class, Oddity};
use comarketing_roi_engine::response::Verdict;
use comarketing_roi_engine::scorecard::Item;

/// The page.
pub(crate) fn campaigns() -> Result<String> {
    let answers = Answers::read()?;
    let section = |title: &str, of: &[Figure]| format!("\n{title}:\n\n{}", figures(of));
    let items = Item::ALL.iter().map(|item| {
        let source = if item.is_asked() { "asked" } else { "from the rows" };
        let formula = item.rule().formula();
        [
            format!("`{}`", item.id()),
            item.part().id().to_owned(),
            english(item.label()).to_owned(),
            source.to_owned(),
            formula.to_owned(),
        ]
    });
    Ok([
        HEAD,
        &table(["field", "label", "takes", "what it is"], CampaignField::ALL.iter().map(field)),
        WORDS,
        &words(),
        ERRORS,
        PORTFOLIO,
        &table(
            ["class", "why"],
            Class::ALL.map(|class| [format!("`{}`", class.id()), english(class.text()).to_owned()]),
        ),
        &section(
            "Pipeline for each unit of MDF, in all rows (`perMdf`) and in ranked ones (`rankedPerMdf`)",
            &answers.band,
        ),
        &section("A group", &answers.group),
        &section("Where MDF stands (`funds`)", &answers.funds),
        &section("A quarter (`trend`)", &answers.trend),
        &section("Concentration", &answers.concentration),
        &section("Activation", &answers.activation),
        OUTLIERS,
        &Oddity::CODES.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", "),
        SCORECARD,
        &table(["item", "part", "what it is", "where it comes from", "score"], items),
        &section("A card, and a part of it", &answers.card),
        &section("The next period", &answers.next),
        NEXT,
        ATTRIBUTION,
        &table(
            ["rule", "splits"],
            Rule::ALL.map(|rule| [format!("`{}`", rule.id()), english(rule.text()).to_owned()]),
        ),
        RESPONSE,
        &figures(&answers.response),
        "\n",
        &table(
            ["verdict", "says"],
            Verdict::ALL.map(|one| [format!("`{}`", one.id()), english(one.text()).to_owned()]),
        ),
        FILLING,
        TABLES,
        HEADS,
        &documented(),
        "\n",
        &undocumented(),
        SPOKEN_HEADS,
        &spoken(),
        SPOKEN_WORDS,
        &spoken_words(),
        LONG,
    ]
    .concat())
}

fn field(field: &CampaignField) -> [String; 4] {
    let takes = match field.kind() {
        CampaignKind::Text => "text, at most 120 characters".to_owned(),
        CampaignKind::Word => "a word, below".to_owned(),
        CampaignKind::Day => "a day like 2025-03-31, 1970 to 2199".to_owned(),
        CampaignKind::Number(kind) => takes(kind),
        CampaignKind::Currency => "a code of ISO 4217".to_owned(),
        CampaignKind::Rate => "1e-9 to 1e9".to_owned(),
    };
    [format!("`{}`", field.id()), english(field.label()).to_owned(), takes, english(field.help()).to_owned()]
}

/// Heads by the documentation of other systems.
fn documented() -> String {
    let rows = DOCUMENTED.iter().map(|one| {
        let heads = one.heads.iter().map(|(head, field)| format!("{head} → `{}`", field.id()));
        let heads: Vec<String> = heads.collect();
        let taken = if heads.is_empty() { "none".to_owned() } else { heads.join(", ") };
        [format!("{}, [{}]({})", one.system, one.object, one.source), taken, one.not_taken.to_owned()]
    });
    table(["system", "heads", "not taken"], rows)
}

fn undocumented() -> String {
    format!(
        "Of {}, no public documentation was found that names columns of an export: say what they are by `columns`.\n",
        UNDOCUMENTED.join(" and ")
    )
}

/// Heads as people write them.
fn spoken() -> String {
    let rows = SPOKEN.iter().map(|(language, heads)| {
        let heads: Vec<String> =
            heads.iter().map(|(head, field)| format!("{head} → `{}`", field.id())).collect();
        [(*language).to_owned(), heads.join(", ")]
    });
    table(["language", "heads"], rows)
}

/// Words as people and systems write them.
fn spoken_words() -> String {
    let rows = campaign_table::WORDS.iter().flat_map(|(field, words)| {
        words_of(*field).into_iter().filter_map(move |(id, _)| {
            let texts: Vec<&str> = words.iter().filter(|(_, of)| *of == id).map(|(text, _)| *text).collect();
            (!texts.is_empty()).then(|| [format!("`{}`", field.id()), format!("`{id}`"), texts.join(", ")])
        })
    });
    table(["field", "word", "texts"], rows)
}

/// The words of each field that takes one.
fn words() -> String {
    let fields = CampaignField::ALL.iter().filter(|field| field.kind() == CampaignKind::Word);
    let row = |field: &CampaignField| {
        let ids: Vec<String> = words_of(*field).into_iter().map(|(id, _)| format!("`{id}`")).collect();
        [format!("`{}`", field.id()), ids.join(", ")]
    };
    table(["field", "words"], fields.map(row))
}

const HEAD: &str = "\
# Campaigns

Generated by `cargo xtask docs` from the tables that the calculator itself computes with. Change those, not this file.

A campaign is one row of a year: what a partner did, what it cost, and what came of it. You pass rows as plain data or as a CSV, \
and get a portfolio, a scorecard and a plan.

```js
import { init, portfolio } from 'comarketing-roi/engine';

await init();
const campaigns = [{ partner: 'Acme', tier: 'Strategic', activity: 'webinar', start: '2025-01-15', mdfClaimed: 8000, pipelineSourced: 40000 }];
const { ok, answer, errors } = portfolio({ currency: 'USD', today: '2025-12-31', campaigns });
```

```sh
npx comarketing-roi portfolio campaigns.csv --currency USD --table
```

## A row

Every field is optional, but a row needs an id, a name or a partner. A field that you leave out is unknown, which is not the same \
as zero. Money is in the row's currency, or in the portfolio's if the row names none.

";

const WORDS: &str = "\n### Words\n\n";

const ERRORS: &str = "
### Errors

Every function returns `{ ok: true, answer }` or `{ ok: false, errors }` and throws nothing. An error has a path \
(`/campaigns/3/mdfPaid`), a code, a sentence, the value and what is allowed. All errors are returned at once: `wrongType`, \
`notFinite`, `outOfRange`, `unknownField` and `duplicateField`, `length`, `unknownCurrency`, `missing` (a row without id, name and \
partner, a rate without its day or without a currency), `contradiction` (a rate other than 1 in the portfolio's own currency), \
`duplicateName` (a tier, a partner of the scorecard, a rate or the id of a deal twice), `disordered` (an end before the start), \
`count` (more than 100,000 rows). What is no plain data, such as a BigInt, a function or a Map, is `wrongType` at its path.

`readCampaigns({ campaigns })` returns the valid rows and the problems of the others. `portfolio`, `scorecard` and \
`planFromCampaigns` reject a list that has an invalid row, because that row would be missing from every sum.
";

const PORTFOLIO: &str = "
## Portfolio

`portfolio({ currency, today, campaigns, influenceCredit, cycleMonths, tierCycles, rates, signedPartners, filter, keep })`. The \
engine has no clock: you pass `today`.

- `M` is MDF claimed, or MDF paid if no claim is given; `S` and `I` are sourced and influenced pipeline, and `c` is the influence \
  credit. Amounts are added up first and divided afterwards.
- A row with MDF and without pipeline counts as cost (`silentRows`); a row without MDF is in neither sum.
- Every sum comes with the filter that finds its rows again. Names match in any case and in compatible Unicode forms.
- An amount in another currency is converted by a dated rate, and the answer lists each rate that was used. The row's own rate \
  comes before that of `rates`. What has no rate is listed apart and is in no sum, denied or not.
- Of a row that was denied or canceled, only what was allocated and requested counts. MDF that was paid for it is in no sum: \
  the check `paidNotRun` says how much that is, and each such row is listed with its reason.
- Two rows may have one id, and both count: the later one is listed as `repeatedId`. The first 100,000 ids are compared \
  (`idsLeftOut`).
- Equal returns share a rank, and the next rank is left out: 1, 1, 3.
- It is too early to judge a campaign while less than half of its wins can have closed, by the lognormal distribution of `mature` \
  ([formulas](formulas.md#mature)).

A row belongs to the first class that fits:

";

const OUTLIERS: &str = "
A return is an outlier if it is more than one and a half interquartile ranges beyond the quartiles, in logarithms (Tukey, \
Exploratory Data Analysis, 1977). This takes at least 8 returns. Rows whose own figures do not fit together are listed as well. The \
codes: ";

const SCORECARD: &str = ".

## Scorecard

`scorecard(portfolio, { weights, tiers, partners, budget, performanceShare, beta, maxMove })`: the first argument is what \
`portfolio` takes. A part is the mean of its items, and the score is the mean of the parts by their weights. Missing evidence is a \
gap and not a zero: it is left out, and `knownWeight` says how much is known. Below 50, no tier is proposed. A partner or a tier \
that stands twice, in any spelling, is a problem.

";

const NEXT: &str = "
By the rule, a share `p` of the budget `B` follows credited pipeline `P` and the rest today's MDF: \
`(1 − p) × B × M ÷ ΣM + p × B × P ÷ ΣP`. By the allocation, each partner gets what makes `Σ P × (m ÷ M)^β` largest within what \
may move ([allocate](formulas.md#allocate)). Both add up to the budget, to the cent. Without a `beta` each line has its own: of the partner's tier where at least 6 of its quarters measure it, else of all campaigns, else 0.7; `betaFrom` says which, and `response` of the tier has the interval.
";

const ATTRIBUTION: &str = "
## Attribution

`attribution({ currency, deals, halfLifeDays })`: several partners on one deal, under six rules side by side. The parts add up to \
the deal, to the cent, by largest remainders. What partners have in common is counted once: a deal that two partners touched is one \
deal. `position` and `timeDecay` are the models of web analytics.

";

const RESPONSE: &str = "
## Response

`response({ periods: [{ spent, outcome }] })`: the exponent β of `R = a × m^β`, by least squares in logarithms with a 95% interval \
by Student's t (Draper and Smith, Applied Regression Analysis, chapter 1), from at least 6 periods. `scorecard` measures it \
from the quarters that are old enough.

";

const FILLING: &str = "
## A plan from campaigns

`planFromCampaigns(portfolio, plan)`: each tier that rows name gets their totals, and the answer says how many rows each \
figure comes from (`filled`). What no row gives stays as it is (`kept`). Without a plan, a new one is made. Rows without a tier and \
rows in a currency without a rate are left out and counted.
";

const TABLES: &str = "
## A table as text

`readCampaignTable({ text, delimiter, decimal, dateOrder, currency, columns, values, scales })`, and with it the command, read CSV by the \
parser of the crate `csv`. Nothing is guessed, and nothing is dropped silently:

- The head is the line with the most known columns among the first 25. A column is known by its id or label, in any case and \
  with any spaces and underscores, by the names that others have for it ([below](#heads-of-other-systems-and-languages)), or by \
  `columns`. Unknown ones are listed. Two lines are one head where the words of both are needed, such as “claimed” below \
  “MDF”, and a line of units below it belongs to it.
- A quote that is never closed costs its own line alone, which is a problem; the lines after it are read. In text parted by \
  tabs, as it comes from a clipboard, a quote at the start of a cell that is never closed is a character.
- A head may state the currency of its column by code or sign, `MDF paid (EUR)`, `MDF paid (£)`; a sign that several currencies \
  have (`$`, `¥`, `kr`) is the table's own currency, or a problem. Where it states another scale (cents, k, T€, Tsd., $M), the \
  column is a problem, `ambiguous`, until `scales` says how much one in it is; a scale is never guessed. `columns` leaves both as \
  they are. A head with an addition that is not understood, such as `MDF claimed (count)` or `Leads %`, is not used. A head in \
  `columns` or `scales` that the table does not have is a problem, `unknownField`.
- A line above the head such as `Currency: EUR` or `Amounts in thousands of EUR` says the same of all amounts; below the rows it \
  is a problem. A column such as `MDF Claimed Currency` is the currency of that amount.
- `Beantragt`, `Genehmigt`, `Abgerechnet` and `Ausgezahlt` alone may be amounts, days or yes and no: such a column is used where \
  one of its first cells can only be an amount, such as `12,50` or `1.200 €`, and otherwise not.
- A column called `Type` and no more, in which no word is a partner type, is the activity if all its words are, and otherwise \
  not used.
- The sign between cells is the one of `,` `;` tab `|` by which most columns are known.
- `1.200,50` and `12,5` have one reading. `1.200` has two: where the other numbers of the table agree on a decimal sign, it is \
  read by that; otherwise it is a problem, `ambiguous`, until `decimal` says it. Only numbers of rows that are campaigns count \
  for that. A number that needs another sign than `decimal` says is a problem, `contradiction`. Days such as 01/02/2025 \
  likewise; with points no language has the month first. Behind a day only a time may stand.
- `1.2E+06` is 1,200,000. `1.23457E+12` lacks digits, which is a problem. `$ -` is an accountant's zero.
- Words are known by id or label, as others write them, or by `values`. `-`, `n/a`, `null`, `none` and `#DIV/0!` say that \
  nothing is given, in names too.
- A row has as many cells as the head; empty heads at the end need none. More cells are a problem, even empty ones, unless every \
  row has the same, empty, and no number can be parted in them (`Gold,1,200,`).
- Totals, remarks of one cell, repeated heads and lines above the head are set aside and listed with their line. An amount alone \
  is no remark. A row is a total if a name in it says so and nothing else (`Total`, `Grand totals (2 records)`, `Subtotal \
  Acme`); if a name has such a word and the rest of it is a partner, campaign or tier above (`Acme total`); or if it has such a \
  word and its figures are sums of rows above. `Total Energies` is a partner otherwise, and so is any name that `values` has, \
  such as `{ \"Total\": \"Total\" }`, and any row with a day or an activity that adds up nothing. A row with one name whose \
  figures are the sums of all rows above, in two columns or as the last row, is a problem, `ambiguous`.
- A table without a campaign is a problem, `missing`.
- A row with a problem is left out, and each problem is told with line, column, value and how to mend it. The command then \
  writes nothing and ends with 1, unless `--partial` is given.
- Text is UTF-8. In a file of ours, whose heads are the ids of fields, the apostrophes before a formula's sign are removed; in \
  others the first one is.
- The command takes what a table leaves open by options: `--delimiter`, `--decimal`, `--dates` (`dateOrder`), and `--columns`, \
  `--values` and `--scales`, each with a JSON file; `--encoding` for bytes that are not UTF-8. Each problem names the option that \
  solves it.
";

const HEADS: &str = "
### Heads of other systems and languages

A head is taken only where it means the very same. Where two columns are one field, our own name is taken, then the first of this \
list; the other is listed as not used. Named by the documentation of the systems, read on 2026-11-27:

";

const SPOKEN_HEADS: &str = "
As people write them (`Pipeline` alone is taken as sourced; where it is influenced, `columns` says so):

";

const SPOKEN_WORDS: &str = "
Words of statuses and activities:

";

const LONG: &str = "
## A table of any length

`readPortfolio(source, { currency, today, …, table })` is a portfolio of a table that is read in pieces, from text, bytes, a \
`File`, a stream or an iterable of pieces; `table` says how it is meant, as above without the text. Neither the text nor the rows \
are kept: a million rows take less than 16 MiB.

```js
const { ok, answer, errors } = await readPortfolio(file, { currency: 'USD', today: '2025-12-31' }, {
  signal: AbortSignal.timeout(60_000),
  onProgress: ({ rows, bytes, total, rowsPerSecond }) => {},
  onRejected: (rows) => {}, // { line, cells, problems } of each row that is left out
});
answer.portfolio; // what `portfolio` answers
answer.table; // how the table was read, and what is wrong with it
```

- The sign between cells, the head, the decimal sign and the order of dates are settled by the first 256 KiB. A later cell that \
  contradicts them is a problem of its row, `contradiction`; what they leave open stays open, unless `table` says it.
- Every problem is counted by code and column (`counts`); the first 1,000 are listed in full. `onRejected` gets every row that is \
  left out. A portfolio of the rows that are sound is answered all the same, and `rejected` says how many are not in it.
- A row is at most 1 MiB and 10,000 cells long. A longer one is a problem, `length`.
- Bytes are UTF-8, or UTF-16 with its mark. `encoding` states another one.
- Work is done in turns of 16 ms. An aborted `signal` rejects the promise with its reason.
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_row_and_every_question_its_section() {
        let page = campaigns().unwrap();
        for field in CampaignField::ALL {
            assert_eq!(page.matches(&format!("\n| `{}` | {} |", field.id(), field.label())).count(), 1);
        }
        for name in [
            "portfolio",
            "scorecard",
            "attribution",
            "response",
            "planFromCampaigns",
            "readCampaignTable",
            "readPortfolio",
        ] {
            assert!(page.contains(&format!("\n`{name}(")), "{name}");
        }
    }
}
