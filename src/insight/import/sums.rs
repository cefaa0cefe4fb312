//! Rows that add others up, told by their figures: a total needs no word for it.

/// A figure of a row in one of the columns that can be added up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Addend {
    /// Nothing is given.
    None,
    /// It is there and cannot be read.
    Unknown,
    /// A figure.
    Value(f64),
}

/// Whether a row is the sum of others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sum {
    No,
    /// One column of two rows adds up, as 10, 20 and 30 do by chance.
    Perhaps,
    Yes,
    /// It is the average of the rows above it.
    Mean,
}

/// The sums of some rows, column by column.
#[derive(Default)]
struct Sums {
    rows: usize,
    /// `None` where a figure of the column cannot be read.
    columns: Vec<Option<f64>>,
}

impl Sums {
    fn add(&mut self, row: &[Addend]) {
        self.rows += 1;
        self.columns.resize(self.columns.len().max(row.len()), Some(0.0));
        for (sum, addend) in self.columns.iter_mut().zip(row) {
            match addend {
                Addend::None => {}
                Addend::Unknown => *sum = None,
                Addend::Value(value) => *sum = sum.map(|sum| sum + value),
            }
        }
    }

    /// In how many columns a row is the sum of these; `None` where one is not, or none can be told.
    fn equal(&self, row: &[Addend]) -> Option<usize> {
        self.equal_times(row, 1.0)
    }

    /// In how many columns a row is the average of these.
    fn mean(&self, row: &[Addend]) -> Option<usize> {
        self.equal_times(row, self.rows as f64)
    }

    fn equal_times(&self, row: &[Addend], times: f64) -> Option<usize> {
        if self.rows < 2 {
            return None;
        }
        let mut equal = 0;
        for (addend, sum) in row.iter().zip(&self.columns) {
            let (Addend::Value(value), Some(sum)) = (*addend, *sum) else { continue };
            let total = value * times;
            if total.abs() + sum.abs() > 0.0 {
                // Cents are rounded in each row.
                if (total - sum).abs() > 0.006 * self.rows as f64 + 1e-9 * sum.abs() {
                    return None;
                }
                equal += 1;
            }
        }
        (equal > 0).then_some(equal)
    }
}

/// Which rows equal the sum of those above, of a block of them, or, the first, of those below. Where only one column
/// tells it, only the last row is held for a total. `starts` says of each row whether a block begins with it.
pub(super) fn totals(rows: &[Vec<Addend>], starts: &[bool]) -> Vec<Sum> {
    let mut totals = Vec::new();
    let (mut all, mut block, mut below) = (Sums::default(), Sums::default(), Sums::default());
    for (at, row) in rows.iter().enumerate() {
        if starts.get(at) == Some(&true) {
            block = Sums::default();
        }
        let last = at + 1 == rows.len();
        let mut sum = Sum::No;
        for others in [&all, &block] {
            sum = match others.equal(row) {
                Some(columns) if columns > 1 || last && others.rows > 2 => Sum::Yes,
                Some(_) if last && sum == Sum::No => Sum::Perhaps,
                _ => sum,
            };
        }
        // Columns of the same figures throughout are their own average.
        if last
            && sum == Sum::No
            && rows.iter().any(|other| other != row)
            && all.mean(row).is_some_and(|columns| columns > 1)
        {
            sum = Sum::Mean;
        }
        totals.push(sum);
        if sum == Sum::Yes {
            block = Sums::default();
            continue;
        }
        all.add(row);
        block.add(row);
        if at > 0 {
            below.add(row);
        }
    }
    if let (Some(first), Some(sum)) = (rows.first(), totals.first_mut())
        && below.equal(first).is_some_and(|columns| columns > 1)
    {
        *sum = Sum::Yes;
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &[&[f64]]) -> Vec<bool> {
        sum_of(rows).into_iter().map(|sum| sum == Sum::Yes).collect()
    }

    fn sum_of(rows: &[&[f64]]) -> Vec<Sum> {
        let rows: Vec<Vec<Addend>> =
            rows.iter().map(|row| row.iter().map(|value| Addend::Value(*value)).collect()).collect();
        totals(&rows, &[])
    }

    #[test]
    fn a_total_is_the_sum_of_what_is_above_it() {
        assert_eq!(found(&[&[1200.0, 240.0], &[800.0, 120.0], &[2000.0, 360.0]]), [false, false, true]);
        // Two blocks with their sums, and the sum of all.
        assert_eq!(
            found(&[
                &[1.0, 2.0],
                &[3.0, 4.0],
                &[4.0, 6.0],
                &[5.0, 6.0],
                &[7.0, 9.0],
                &[12.0, 15.0],
                &[16.0, 21.0]
            ]),
            [false, false, true, false, false, true, true]
        );
        assert_eq!(found(&[&[2000.0, 360.0], &[1200.0, 240.0], &[800.0, 120.0]]), [true, false, false]);
        assert_eq!(found(&[&[0.335], &[0.335], &[0.1], &[0.77]]), [false, false, false, true]);
        assert_eq!(sum_of(&[&[10.0], &[20.0], &[30.0]]), [Sum::No, Sum::No, Sum::Perhaps]);
    }

    #[test]
    fn an_average_below_is_no_tier() {
        let mean = |rows: &[&[f64]]| sum_of(rows).last() == Some(&Sum::Mean);
        assert!(mean(&[&[100.0, 20.0], &[50.0, 10.0], &[75.0, 15.0]]));
        assert!(mean(&[&[1.0, 1.0], &[1.0, 2.0], &[2.0, 2.0], &[1.33, 1.67]]), "rounded to cents");
        assert!(!mean(&[&[100.0, 20.0], &[50.0, 10.0], &[75.0, 16.0]]));
        assert!(!mean(&[&[100.0], &[50.0], &[75.0]]), "one column may be by chance");
        assert!(!mean(&[&[5.0, 1.0], &[5.0, 1.0], &[5.0, 1.0]]), "three tiers that are alike");
    }

    #[test]
    fn a_block_may_begin_where_a_named_total_stood() {
        let rows: Vec<Vec<Addend>> = [1.0, 2.0, 4.0, 5.0, 9.0]
            .iter()
            .map(|value| vec![Addend::Value(*value), Addend::Value(*value * 7.0)])
            .collect();
        assert_eq!(totals(&rows, &[]), [Sum::No; 5]);
        assert_eq!(
            totals(&rows, &[true, false, true, false, false]),
            [Sum::No, Sum::No, Sum::No, Sum::No, Sum::Yes]
        );
    }

    #[test]
    fn tiers_that_happen_to_add_up_are_tiers() {
        assert_eq!(found(&[&[10.0], &[20.0], &[30.0], &[5.0]]), [false; 4]);
        assert_eq!(found(&[&[5.0, 1.0], &[5.0, 1.0]]), [false; 2], "one row is no sum of another");
        assert_eq!(found(&[&[0.0, 0.0], &[0.0, 0.0], &[0.0, 0.0]]), [false; 3]);
        assert_eq!(found(&[&[10.0, 1.0], &[20.0, 2.0], &[30.0, 4.0]]), [false; 3]);
        let unknown = [vec![Addend::Value(1.0)], vec![Addend::Unknown], vec![Addend::Value(1.0)]];
        assert_eq!(totals(&unknown, &[]), [Sum::No; 3]);
        assert_eq!(
            totals(&[vec![Addend::Value(1.0)], vec![Addend::None], vec![Addend::Value(1.0)]], &[]),
            [Sum::No, Sum::No, Sum::Perhaps]
        );
    }
}
