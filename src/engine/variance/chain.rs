//! Products of factors: finding them in a tier's figures, and dividing the change of a product among them.

use super::Component;
use crate::resolve::Quantities;
use crate::symbol::Symbol;

/// What each component adds, in money, in the order of [`Component::ALL`].
type Amounts = [f64; Component::ALL.len()];

/// Beyond this, in money, neighboring numbers are a cent apart, and an amount cannot be stated to the cent.
const STATED_TO_THE_CENT: f64 = 4e13;

/// A net return before and after, and what each component adds.
pub(super) struct Effects {
    pub(super) forecast: f64,
    pub(super) actual: f64,
    pub(super) effects: Amounts,
}

/// A factor of a product: what it stands for, and its value before and after.
#[derive(Clone, Copy)]
struct Factor {
    of: Component,
    before: f64,
    after: f64,
}

impl Factor {
    fn before(&self) -> f64 {
        self.before
    }

    fn after(&self) -> f64 {
        self.after
    }
}

/// Whether an amount of money can be told from one a cent away.
pub(crate) fn statable(amount: f64) -> bool {
    amount.abs() <= STATED_TO_THE_CENT
}

/// The share of the change of `∏ xᵢ` that is due to each factor, from `before` to `after`:
///
/// `φᵢ = (bᵢ − aᵢ) · Σ_T |T|! (n − 1 − |T|)! ÷ n! · ∏_{j ∈ T} bⱼ · ∏_{j ∉ T} aⱼ`, over every set `T` of the other factors.
///
/// They add up to `∏ bᵢ − ∏ aᵢ` but for rounding; a factor that did not change has none; exchanging before and after
/// flips every sign. The sums over sets of one size are elementary symmetric polynomials, so this takes `n³` steps.
pub fn shapley<const N: usize>(before: [f64; N], after: [f64; N]) -> [f64; N] {
    let mut shares = [0.0; N];
    for (at, share) in shares.iter_mut().enumerate() {
        // by_size[k] is the sum, over the sets of k other factors that have changed, of the product of all others.
        let mut by_size = [0.0; N];
        if let Some(none) = by_size.first_mut() {
            *none = 1.0;
        }
        let mut change = 0.0;
        for (other, (a, b)) in before.iter().zip(after).enumerate() {
            if other == at {
                change = b - a;
                continue;
            }
            let mut smaller = 0.0;
            for sum in &mut by_size {
                let own = *sum;
                *sum = own * a + smaller * b;
                smaller = own;
            }
        }
        // k! (n − 1 − k)! ÷ n!, from 1 ÷ n on: the same for a set and for the rest of the others, so that the two are
        // added first, and exchanging before and after changes no bit but the sign.
        let mut weight = 1.0 / N as f64;
        let pairs = by_size.iter().zip(by_size.iter().rev()).enumerate().take(N.div_ceil(2));
        for (size, (sum, rest)) in pairs {
            let both = if 2 * size + 1 == N { *sum } else { sum + rest };
            *share += weight * both;
            weight *= (size as f64 + 1.0) / (N as f64 - 1.0 - size as f64).max(1.0);
        }
        *share *= change;
    }
    shares
}

/// Net return of the vendor, `g·R − Cv`; 0 where a figure is absent, which the caller has ruled out.
pub(super) fn net(q: &Quantities) -> f64 {
    let get = |symbol| q.get(symbol).map_or(0.0, |known| known.value);
    get(Symbol::G) * (get(Symbol::Rs) + get(Symbol::C) * get(Symbol::Ri)) - get(Symbol::Cv)
}

/// The change of a tier's net return, divided; nothing where it is beyond what can be stated to the cent.
pub(super) fn effects(before: &Quantities, after: &Quantities) -> Option<Effects> {
    let both = |of: Component, symbol: Symbol| {
        let get = |q: &Quantities| q.get(symbol).map_or(0.0, |known| known.value);
        factor(of, get(before), get(after))
    };
    let margin = both(Component::GrossMargin, Symbol::G);
    let credit = both(Component::InfluenceCredit, Symbol::C);
    let sourced = stream(before, after, &SOURCED);
    let influenced = stream(before, after, &INFLUENCED);
    let cost = both(Component::Cost, Symbol::Cv);
    let one = factor(Component::Revenue, 1.0, 1.0);
    let mut result = Effects { forecast: -cost.before, actual: -cost.after, effects: [0.0; 9] };
    add(&mut result.effects, Component::Cost, cost.before - cost.after);
    for (ways, credit) in [(sourced, one), (influenced, credit)] {
        // The finest division whose amounts can be stated to the cent.
        let (factors, amounts) = ways.into_iter().find_map(|[first, second, third]| {
            let factors = [margin, credit, first, second, third];
            let amounts = shapley(factors.map(|f| f.before), factors.map(|f| f.after));
            let products =
                [Factor::before, Factor::after].map(|side| factors.iter().map(side).product::<f64>());
            amounts.iter().chain(&products).all(|amount| statable(*amount)).then_some((factors, amounts))
        })?;
        for (factor, amount) in factors.iter().zip(amounts) {
            add(&mut result.effects, factor.of, amount);
        }
        result.forecast += factors.iter().map(Factor::before).product::<f64>();
        result.actual += factors.iter().map(Factor::after).product::<f64>();
    }
    Some(result)
}

fn add(effects: &mut Amounts, component: Component, amount: f64) {
    if let Some(slot) = effects.get_mut(component as usize) {
        *slot += amount;
    }
}

/// A factor, where a difference that is only rounding is none.
fn factor(of: Component, before: f64, after: f64) -> Factor {
    if (before - after).abs() <= 8.0 * f64::EPSILON * before.abs().max(after.abs()) {
        let least = before.min(after);
        return Factor { of, before: least, after: least };
    }
    Factor { of, before, after }
}

/// The quantities of a stream of revenue.
struct Stream {
    opportunities: Symbol,
    pipeline: Symbol,
    customers: Symbol,
    revenue: Symbol,
}

const SOURCED: Stream =
    Stream { opportunities: Symbol::Ns, pipeline: Symbol::S, customers: Symbol::Ks, revenue: Symbol::Rs };
const INFLUENCED: Stream =
    Stream { opportunities: Symbol::Ni, pipeline: Symbol::I, customers: Symbol::Ki, revenue: Symbol::Ri };

/// The ways to write a stream's revenue as a product, finest first. Only those that both sides have the figures for.
fn stream(before: &Quantities, after: &Quantities, stream: &Stream) -> Vec<[Factor; 3]> {
    let Stream { opportunities, pipeline, customers, revenue } = *stream;
    let one = factor(Component::Revenue, 1.0, 1.0);
    // Each step of a chain divides the next quantity by the last.
    let chain = |steps: [(Component, Symbol); 3]| {
        let mut factors = [one; 3];
        let mut last: Option<Symbol> = None;
        for (slot, (of, symbol)) in factors.iter_mut().zip(steps) {
            if last != Some(symbol) {
                *slot = step(before, after, of, last, symbol)?;
            }
            last = Some(symbol);
        }
        Some(factors)
    };
    let (volume, rate, deal) = (Component::Volume, Component::WinRate, Component::DealSize);
    let mut ways: Vec<[Factor; 3]> = [
        [(volume, opportunities), (deal, pipeline), (rate, revenue)],
        [(volume, opportunities), (rate, customers), (deal, revenue)],
        [(volume, pipeline), (rate, revenue), (rate, revenue)],
        [(volume, customers), (deal, revenue), (deal, revenue)],
    ]
    .into_iter()
    .filter_map(chain)
    .collect();
    let get = |q: &Quantities| q.get(revenue).map_or(0.0, |known| known.value);
    ways.push([factor(Component::Revenue, get(before), get(after)), one, one]);
    ways
}

/// `over ÷ under` on both sides, or `over` itself.
///
/// Nothing divided by nothing has no value of its own: it is taken as unchanged, so that what changed is the volume.
fn step(
    before: &Quantities,
    after: &Quantities,
    of: Component,
    under: Option<Symbol>,
    over: Symbol,
) -> Option<Factor> {
    let side = |q: &Quantities| -> Option<Option<f64>> {
        let over = q.get(over)?.value;
        let Some(under) = under else { return Some(Some(over)) };
        let under = q.get(under)?.value;
        let ratio = over / under;
        match (over > 0.0, under > 0.0) {
            (_, true) if ratio.is_finite() => Some(Some(ratio)),
            (false, false) => Some(None),
            _ => None,
        }
    };
    Some(match (side(before)?, side(after)?) {
        (Some(before), Some(after)) => factor(of, before, after),
        (Some(only), None) | (None, Some(only)) => factor(of, only, only),
        (None, None) => factor(of, 0.0, 0.0),
    })
}

/// Money in whole cents, half a cent away from zero. Only for amounts that are [`statable`], far inside the range.
pub(crate) fn cents(money: f64) -> i64 {
    (money * 100.0).round() as i64
}

/// Amounts in whole cents that add up to `change`: the cents that rounding leaves go where rounding took most.
pub(crate) fn in_cents<const N: usize>(amounts: [f64; N], change: i64) -> [i64; N] {
    let mut whole = amounts.map(cents);
    let mut left = change - whole.iter().sum::<i64>();
    let mut order: Vec<usize> = Vec::new();
    let taken = |at: usize| amounts.get(at).zip(whole.get(at)).map_or(0.0, |(a, w)| a * 100.0 - *w as f64);
    // A component that is nothing stays nothing.
    order.extend((0..amounts.len()).filter(|at| amounts.get(*at).is_some_and(|amount| *amount != 0.0)));
    crate::order::by(&mut order, |a, b| {
        let (a, b) = (taken(*a), taken(*b));
        if left > 0 { b.total_cmp(&a) } else { a.total_cmp(&b) }
    });
    for at in order.iter().cycle().take(64) {
        if left == 0 {
            break;
        }
        if let Some(slot) = whole.get_mut(*at) {
            *slot += left.signum();
            left -= left.signum();
        }
    }
    whole
}
