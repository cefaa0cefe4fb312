//! The words and signs that people write beside a number.

/// What stands beside the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Multiplies by a power of ten.
    Times(u8),
    /// Per cent.
    Percent,
    /// A sign that these currencies share.
    Currency(&'static [&'static str]),
}

const WORDS: &[(&str, Word)] = &[
    ("k", Word::Times(3)),
    ("thousand", Word::Times(3)),
    ("tsd", Word::Times(3)),
    ("tausend", Word::Times(3)),
    ("m", Word::Times(6)),
    ("mn", Word::Times(6)),
    ("mio", Word::Times(6)),
    ("million", Word::Times(6)),
    ("millions", Word::Times(6)),
    ("millionen", Word::Times(6)),
    ("b", Word::Times(9)),
    ("bn", Word::Times(9)),
    ("billion", Word::Times(9)),
    ("mrd", Word::Times(9)),
    ("%", Word::Percent),
    ("٪", Word::Percent),
    ("percent", Word::Percent),
    ("prozent", Word::Percent),
    (
        "$",
        Word::Currency(&[
            "USD", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD",
            "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "XCD", "ARS", "CLP", "COP", "DOP", "MXN", "UYU",
        ]),
    ),
    ("us$", Word::Currency(&["USD"])),
    ("a$", Word::Currency(&["AUD"])),
    ("c$", Word::Currency(&["CAD"])),
    ("ca$", Word::Currency(&["CAD"])),
    ("nz$", Word::Currency(&["NZD"])),
    ("hk$", Word::Currency(&["HKD"])),
    ("s$", Word::Currency(&["SGD"])),
    ("r$", Word::Currency(&["BRL"])),
    ("€", Word::Currency(&["EUR"])),
    ("£", Word::Currency(&["GBP", "EGP", "FKP", "GIP", "LBP", "SHP", "SSP", "SYP"])),
    ("¥", Word::Currency(&["JPY", "CNY"])),
    ("￥", Word::Currency(&["JPY", "CNY"])),
    ("₹", Word::Currency(&["INR"])),
    ("₩", Word::Currency(&["KRW", "KPW"])),
    ("₺", Word::Currency(&["TRY"])),
    ("₽", Word::Currency(&["RUB"])),
    ("₴", Word::Currency(&["UAH"])),
    ("₪", Word::Currency(&["ILS"])),
    ("₫", Word::Currency(&["VND"])),
    ("₦", Word::Currency(&["NGN"])),
    ("₱", Word::Currency(&["PHP"])),
    ("฿", Word::Currency(&["THB"])),
    ("zł", Word::Currency(&["PLN"])),
    ("kč", Word::Currency(&["CZK"])),
    ("ft", Word::Currency(&["HUF"])),
    ("kr", Word::Currency(&["SEK", "NOK", "DKK", "ISK"])),
    ("fr", Word::Currency(&["CHF"])),
];

/// What `text` means; a trailing point (“Mio.”) is allowed. `None` for a word that is unknown.
pub(super) fn word(text: &str) -> Option<Word> {
    let text = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
    WORDS.iter().find(|(known, _)| *known == text).map(|(_, word)| *word)
}
