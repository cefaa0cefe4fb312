//! The rows that are kept: the first so many by a key, however many come.

use core::cmp::Ordering;

/// At most `most` items with the largest keys; of equal keys those that came first.
#[derive(Clone, Debug)]
pub(super) struct Kept<T> {
    most: usize,
    /// Up to twice as many as are asked for: pruned when full, so that an item costs little.
    items: Vec<(f64, u64, T)>,
    /// What an item must exceed once there are enough.
    floor: Option<f64>,
}

impl<T> Kept<T> {
    pub(super) fn new(most: usize) -> Self {
        Self { most, items: Vec::new(), floor: None }
    }

    /// Offers an item, which is made only if it may be kept.
    pub(super) fn offer(&mut self, key: f64, number: u64, make: impl FnOnce() -> T) {
        // Later items of an equal key stand behind.
        if self.most == 0 || self.floor.is_some_and(|floor| key <= floor) {
            return;
        }
        self.items.push((key, number, make()));
        if self.items.len() >= 2 * self.most {
            sort(&mut self.items);
            self.items.truncate(self.most);
            self.floor = self.items.last().map(|(key, ..)| *key);
        }
    }

    /// What is kept, the largest key first.
    pub(super) fn sorted(&self) -> Vec<T>
    where
        T: Clone,
    {
        let mut items = self.items.clone();
        sort(&mut items);
        items.truncate(self.most);
        items.into_iter().map(|(.., item)| item).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }
}

fn sort<T>(items: &mut [(f64, u64, T)]) {
    items.sort_by(|(key, number, _), (other, later, _)| match other.total_cmp(key) {
        Ordering::Equal => number.cmp(later),
        unlike => unlike,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_largest_in_order_however_many_come() {
        let mut kept = Kept::new(3);
        for (number, key) in [5.0, 1.0, 9.0, 9.0, 2.0, 7.0, 9.0, 8.0, 0.0, 9.0].into_iter().enumerate() {
            kept.offer(key, number as u64, || number);
        }
        assert_eq!(kept.sorted(), [2, 3, 6]);
        assert!(kept.len() <= 6);
        let mut none = Kept::new(0);
        none.offer(1.0, 0, || unreachable!("nothing is kept"));
        assert!(Vec::<()>::is_empty(&none.sorted()));
    }
}
