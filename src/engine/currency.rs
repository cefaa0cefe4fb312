//! The currencies that a plan may be in.

/// The active codes of ISO 4217 (list one), without funds, metals and test codes.
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF \
IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT \
MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR \
SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV \
WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Whether `code` is an active currency of ISO 4217, in capitals.
pub fn is_currency(code: &str) -> bool {
    // A table asks once for each row: three letters and a space each, in the order of the alphabet.
    let at = |place: usize| CODES.get(4 * place..4 * place + 3).unwrap_or_default();
    let (mut low, mut high) = (0, CODES.len().div_ceil(4));
    while low < high {
        let middle = low.midpoint(high);
        match at(middle).cmp(code) {
            core::cmp::Ordering::Equal => return true,
            core::cmp::Ordering::Less => low = middle + 1,
            core::cmp::Ordering::Greater => high = middle,
        }
    }
    false
}

/// Every active currency of ISO 4217, in the order of the alphabet.
pub fn codes() -> impl Iterator<Item = &'static str> {
    CODES.split(' ')
}

/// Currencies without a smaller unit, by ISO 4217.
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// Currencies with a thousandth.
const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// How many decimals an amount of a currency has: 2 but for those that ISO 4217 gives none or three.
pub fn decimals(code: &str) -> u32 {
    let among = |list: &str| list.split(' ').any(|known| known == code);
    match code {
        _ if among(WHOLE) => 0,
        _ if among(THOUSANDTHS) => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::{decimals, is_currency};

    #[test]
    fn knows_currencies_and_nothing_else() {
        for code in ["USD", "EUR", "JPY", "KWD", "ZWG"] {
            assert!(is_currency(code), "{code}");
        }
        for code in ["", "usd", "XXY", "XXX", "XAU", "US", "USD ", "D E", "AED AFN"] {
            assert!(!is_currency(code), "{code}");
        }
    }

    #[test]
    fn money_has_the_decimals_of_its_currency() {
        for (code, expected) in [("USD", 2), ("JPY", 0), ("KWD", 3), ("HUF", 2), ("", 2)] {
            assert_eq!(decimals(code), expected, "{code}");
        }
        let listed = super::WHOLE.split(' ').chain(super::THOUSANDTHS.split(' '));
        assert!(listed.into_iter().all(is_currency));
    }
}
