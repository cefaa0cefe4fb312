//! The single signs of a number's text: digits of every script, spaces, marks that nobody sees.

/// The zero of each row of ten decimal digits in Unicode 17 (general category Nd) but for ASCII's; the other nine follow it.
/// `tests/node/numbers.test.mjs` compares it with the platform's.
const ZEROS: &str = "\
\u{660}\u{6F0}\u{7C0}\u{966}\u{9E6}\u{A66}\u{AE6}\u{B66}\u{BE6}\u{C66}\u{CE6}\u{D66}\u{DE6}\u{E50}\
\u{ED0}\u{F20}\u{1040}\u{1090}\u{17E0}\u{1810}\u{1946}\u{19D0}\u{1A80}\u{1A90}\u{1B50}\u{1BB0}\u{1C40}\
\u{1C50}\u{A620}\u{A8D0}\u{A900}\u{A9D0}\u{A9F0}\u{AA50}\u{ABF0}\u{FF10}\u{104A0}\u{10D30}\u{10D40}\
\u{11066}\u{110F0}\u{11136}\u{111D0}\u{112F0}\u{11450}\u{114D0}\u{11650}\u{116C0}\u{116D0}\u{116DA}\
\u{11730}\u{118E0}\u{11950}\u{11BF0}\u{11C50}\u{11D50}\u{11DA0}\u{11DE0}\u{11F50}\u{16130}\u{16A60}\
\u{16AC0}\u{16B50}\u{16D70}\u{1CCF0}\u{1D7CE}\u{1D7D8}\u{1D7E2}\u{1D7EC}\u{1D7F6}\u{1E140}\u{1E2F0}\
\u{1E4F0}\u{1E5F1}\u{1E950}\u{1FBF0}";
/// Chinese decimal digits, the one set that does not stand in a row.
const CHINESE: &str = "〇一二三四五六七八九";

/// A digit of any script as ASCII.
pub(super) fn digit(sign: char) -> Option<char> {
    if sign.is_ascii() {
        return sign.is_ascii_digit().then_some(sign);
    }
    let row = ZEROS.chars().map(|zero| (sign as u32).wrapping_sub(zero as u32)).find(|offset| *offset < 10);
    let value =
        row.or_else(|| CHINESE.chars().zip(0..).find(|(other, _)| *other == sign).map(|(_, value)| value));
    value.and_then(|value| char::from_digit(value, 10))
}

/// Marks that nobody sees and that say nothing of the value: of direction, of joining, of where a word may be parted.
pub(super) fn is_mark(sign: char) -> bool {
    matches!(
        sign,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// A sign that cannot be seen either but is none of the marks: it is named by its number, as a quote of it says nothing.
pub(super) fn is_unseen(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}')
}

/// The text with one sign for all that mean the same, and without marks.
pub(super) fn plain(text: &str) -> Vec<char> {
    text.trim().chars().filter(|sign| !is_mark(*sign)).map(same).collect()
}

/// One sign for all that mean the same.
fn same(sign: char) -> char {
    match sign {
        '’' | '‘' | '´' | '`' | 'ʼ' | '′' | '＇' => '\'',
        '．' => '.',
        '，' => ',',
        '٪' | '％' | '﹪' => '%',
        '＋' => '+',
        '\u{2212}' | '－' | '﹣' | '\u{2010}' | '\u{2011}' => '-',
        '—' | '―' | '\u{2012}' => '–',
        _ if sign.is_control() => sign,
        _ if sign.is_whitespace() => ' ',
        _ => digit(sign).unwrap_or(sign),
    }
}

/// A separator of a language as [`plain`] writes it.
pub(super) fn separator(sign: char) -> char {
    same(sign)
}

/// Letters of words beside numbers, and what stands on letters. Currencies, punctuation and what is like it are none.
pub(super) fn is_letter(sign: char) -> bool {
    sign.is_ascii_alphabetic()
        || sign >= '\u{C0}'
            && !matches!(sign, '×' | '÷' | '\u{2000}'..='\u{2BFF}' | '\u{3000}'..='\u{303F}' | '\u{FDFC}' | '\u{FE10}'..='\u{FE6F}')
            && !matches!(sign, '\u{FF00}'..='\u{FF20}' | '\u{FFE0}'..='\u{FFEF}')
            && !matches!(sign, '،' | '؛' | '٫' | '٬' | '؋' | '৳' | '฿' | '៛')
}

/// Letters of scripts that put no space between words, so that a word may begin at any of them.
pub(super) fn is_unspaced(sign: char) -> bool {
    sign >= '\u{E00}'
        && !matches!(sign, '\u{10A0}'..='\u{10FF}' | '\u{1200}'..='\u{177F}' | '\u{1800}'..='\u{2E7F}')
}

/// A letter without its case, as far as the words beside numbers need it: the standard library's tables for all scripts
/// would be the largest of the reader.
pub(super) fn folded(sign: char) -> char {
    let code = sign as u32;
    let lower = match sign {
        'İ' | 'ı' => 'i' as u32,
        'A'..='Z' | 'À'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        '\u{100}'..='\u{137}' | '\u{14A}'..='\u{177}' => code | 1,
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17E}' => (code + 1) & !1,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_digits() {
        for (text, ascii) in [
            ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
            ("०१९", "019"),
            ("০১৯", "019"),
            ("１９", "19"),
            ("〇三九", "039"),
            ("𝟎𝟗𝟘𝟡", "0909"),
        ] {
            assert_eq!(plain(text).iter().collect::<String>(), ascii);
        }
        for other in ['a', '²', '½', '①', 'Ⅻ', '十'] {
            assert_eq!(digit(other), None, "{other}");
        }
    }

    #[test]
    fn words_are_compared_without_case() {
        for (upper, lower) in
            [("MİLYAR", "milyar"), ("МЛРД", "млрд"), ("KČ", "kč"), ("ΔΙΣ", "δισ"), ("ŹŁ", "źł")]
        {
            assert_eq!(upper.chars().map(folded).collect::<String>(), lower);
            assert_eq!(lower.chars().map(folded).collect::<String>(), lower);
        }
    }
}
