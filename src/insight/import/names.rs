//! What names in a table mean, however they are written: totals, headings of columns, signs for nothing.

use super::cells::is_invisible;

/// A name without what people write differently: capitals, spaces and signs.
pub(super) fn plain(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a name, in small letters.
pub(super) fn words(name: &str) -> impl Iterator<Item = String> {
    let name: String = name.chars().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect();
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric() && c != '"' && c != '״')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// What sums are called, as spreadsheets and people call them. A sum in another language is found by its figures.
const SUMS: &str = " total totals subtotal subtotals sum sums \
summe summen gesamt gesamtsumme gesamtergebnis gesamtwert teilergebnis zwischensumme insgesamt \
totaux somme sous suma sumas subtotales totales totale totali parziale somma totaal subtotaal totalt summa sammanlagt \
yhteensä välisumma samtals suma razem ogółem celkem mezisoučet součet spolu medzisúčet súčet összesen végösszeg \
részösszeg ukupno međuzbroj skupaj skupno vsota kokku kopā viso toplam genel итого итог всего сумма подытог разом всього \
підсумок общо сума укупно σύνολο μερικό المجموع الإجمالي إجمالي مجموع جمع סה\"כ סה״כ סך jumlah tổng cộng รวม ผลรวม \
合計 小計 総計 合计 小计 总计 總計 합계 소계 총계 총합계 कुल योग মোট ";
/// What averages and the like are called: figures of other rows too. “Media” is left to its figures, since it names partners as well.
const AVERAGES: &str = " average averages avg mean median minimum maximum min max stdev \
durchschnitt durchschnittlich mittelwert mittel schnitt moyenne médiane mediana promedio gemiddelde medelvärde genomsnitt \
gjennomsnitt gennemsnit keskiarvo średnia průměr priemer átlag ortalama среднее средний середнє средно medie prosjek \
μέσος المتوسط متوسط ממוצע 平均 平均値 평균 औसत ค่าเฉลี่ย ";
/// Words that stand beside them and change nothing.
const BESIDE: &str = " grand sub general général générale generale geral overall all alle of the for über von de des du da do \
di del der die das per and und et y e tiers tier stufen stufe partner partners partnerstufen rows zeilen report period \
zeitraum aller ara iš cộng הכל כללי الكلي العام ";

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Whether a name says of its row that it adds others up, and nothing else.
pub(super) fn is_sum(name: &str) -> bool {
    says(name, SUMS)
}

/// Whether a name says of its row that it is the average of others, and nothing else.
pub(super) fn is_average(name: &str) -> bool {
    says(name, AVERAGES)
}

fn says(name: &str, what: &str) -> bool {
    let mut said = false;
    for word in words(name) {
        let says = is_in(what, &word);
        said |= says;
        if !says && !is_in(BESIDE, &word) && !word.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
    }
    said
}

/// Whether a sum's word stands in a name among others: “Gold Total” of a pivot table, and perhaps “Total Solutions”.
pub(super) fn mentions_sum(name: &str) -> bool {
    const CLEAR: &str = " total totals subtotal subtotals summe gesamt gesamtsumme gesamtergebnis ergebnis teilergebnis zwischensumme \
insgesamt totaal totale totalt somme suma razem celkem összesen toplam итого всего 合計 小計 合计 小计 합계 소계 ";
    words(name).any(|word| is_in(CLEAR, &word))
}

/// Whether a cell says by itself that nothing is there: `-`, `n/a`, `#DIV/0!`.
pub(super) fn is_nothing(cell: &str) -> bool {
    // The errors of spreadsheets, in whatever language: #N/A, #NV, #DIV/0!, #WERT!, #¡VALOR!
    if let Some(error) = cell.strip_prefix('#') {
        return cell.len() > 1 && !error.contains(|c: char| c.is_lowercase() || c == ' ');
    }
    if !cell.is_empty() && cell.chars().all(|c| is_dash(c) || matches!(c, '.' | '…' | '?' | ' ' | '/')) {
        return true;
    }
    let name: String = cell.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    matches!(
        name.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | '.')),
        "n/a"
            | "na"
            | "n.a"
            | "n.v"
            | "n/v"
            | "n.d"
            | "n/d"
            | "nd"
            | "s/d"
            | "null"
            | "none"
            | "nil"
            | "nan"
            | "k.a"
            | "k/a"
            | "keineangabe"
            | "keine"
            | "leer"
            | "blank"
            | "empty"
            | "tbd"
            | "tba"
            | "unknown"
            | "unbekannt"
            | "offen"
            | "nogivendata"
            | "nodata"
            | "notavailable"
            | "notapplicable"
            | "nichtverfügbar"
            | "entfällt"
            | "b.d"
            | "undefined"
    )
}

/// The dashes that stand for nothing.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_told_by_its_name() {
        for name in [
            "Average",
            "AVG",
            "Avg.",
            "Overall average",
            "Durchschnitt",
            "Mittelwert aller Partner",
            "Moyenne générale",
            "平均",
        ] {
            assert!(is_average(name), "{name}");
        }
        for name in ["Gold", "Media partners", "Max Consulting", "Mean Machines", "", "Total"] {
            assert!(!is_average(name), "{name}");
        }
    }

    #[test]
    fn names_are_told_without_what_people_write_differently() {
        for name in [
            "MDF spent",
            "mdf_spent",
            "MDF\u{A0}spent",
            "mdfSpent",
            "MDF spent\u{200B}",
            "\u{FEFF}MDF-Spent:",
        ] {
            assert_eq!(plain(name), "mdfspent", "{name:?}");
        }
        assert_eq!(plain("Dealgröße"), "dealgröße");
        assert_eq!(plain("€"), "");
    }

    #[test]
    fn sums_are_known_by_their_words() {
        for name in [
            "Total",
            "TOTALS",
            "Subtotal",
            "Sub-total",
            "Grand Totals",
            "Total:",
            "Gesamtergebnis",
            "Total général",
            "Sous-total",
            "Total (3 tiers)",
            "Summe",
            "Итого:",
            "合計",
            "Genel Toplam",
            "Total\u{A0}general",
            "Summe aller Stufen",
            "Zwischensumme",
            "סה\"כ",
        ] {
            assert!(is_sum(name), "{name}");
        }
        for name in ["Gold", "Total Solutions", "TotalEnergies", "Sumo", "", "2025", "All partners"] {
            assert!(!is_sum(name), "{name}");
        }
        assert!(
            mentions_sum("Gold Total") && mentions_sum("Gold Ergebnis") && !mentions_sum("TotalEnergies")
        );
    }

    #[test]
    fn signs_for_nothing_are_known() {
        for cell in [
            "-", "--", "–", "—", "n/a", "N/A", "NULL", "null", "k. A.", "#DIV/0!", "#N/A", "#NV", "#WERT!",
            "…", "?", "(none)", "TBD", "NaN",
        ] {
            assert!(is_nothing(cell), "{cell}");
        }
        for cell in ["", "0", "$ -", "-5", "nano", "#", "Gold", "# 3", "1-2"] {
            assert!(!is_nothing(cell), "{cell}");
        }
    }
}
