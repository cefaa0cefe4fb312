//! What the figures are called: the letters of the specification, and a shelf that holds a figure under each.

use std::rc::Rc;

use crate::amount::Figure;

macro_rules! names {
    ($( $name:ident $text:literal $tier:literal; )*) => {
        /// A quantity of the model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Name { $( $name, )* }

        impl Name {
            pub(crate) const ALL: &'static [Self] = &[ $( Self::$name, )* ];

            /// As the documents write it.
            pub(crate) fn text(self) -> &'static str { match self { $( Self::$name => $text, )* } }

            /// Whether each tier has its own.
            pub(crate) fn of_tier(self) -> bool { match self { $( Self::$name => $tier, )* } }
        }
    };
}

names! {
    M "M" true;         // MDF spent
    A "A" true;         // MDF allocated
    O "O" true;         // program cost
    P "P" true;         // partner’s own money
    L "L" true;         // leads
    Q "Q" true;         // MQLs
    Ns "Ns" true;       // opportunities
    Ni "Ni" true;
    S "S" true;         // pipeline
    I "I" true;
    W "w" true;         // win rate
    D "D" true;         // deal size
    Ks "Ks" true;       // customers
    Ki "Ki" true;
    Rs "Rs" true;       // revenue
    Ri "Ri" true;
    Wi "wi" true;       // win rate of influenced deals
    N "n" true;         // active partners
    Np "np" true;       // signed partners
    B "b" true;         // share that would have come anyway
    OwnChurn "churnOwn" true;
    OwnCycle "cycleOwn" true;
    Cv "Cv" true;       // vendor cost
    Cj "Cj" true;       // joint cost
    R "R" true;         // credited revenue
    K "K" true;         // credited customers
    Rn "Rn" true;       // credited revenue that would not have come anyway
    Rx "Rx" true;       // credited revenue over churn
    V "V" true;         // credited revenue for each month of the cycle
    Churn "churn" true; // the tier's, or else the plan's
    NetRetention "q" true;
    T "T" true;         // customer years counted
    Cycle "cycle" true; // sales cycle
    Pe "Pe" true;       // what the contracts pay partners
    Ps "Ps" true;       // partners’ profit from services
    Cc "Cc" true;       // commission that acquisition cost holds
    Cm "Cm" true;       // direct's cost that moves with credited customers
    Sm "Sm" true;       // direct's cost that moves with credited pipeline
    C "c" false;        // influence credit
    G "g" false;        // gross margin
    Pm "pm" false;      // partner margin
    Pmi "pmi" false;
    Sv "sv" false;      // services per deal
    ServicesMargin "sm" false;
    Gc "gc" false;      // margin before commission
    Phi "phi" false;    // share of cost that follows credit
    Cd "Cd" false;      // direct's cost, pipeline, customers, revenue, program spend
    Sd "Sd" false;
    Kd "Kd" false;
    Rd "Rd" false;
    Md "Md" false;
    Nd "Nd" false;      // direct's opportunities, win rate and deal size
    Wd "wd" false;
    Dd "Dd" false;
    ChurnD "churnD" false;
    Td "TD" false;      // years counted of direct’s customers
    CycleD "cycleD" false;
    It "It" false;      // influenced figures of all tiers
    Kt "Kt" false;
    Rt "Rt" false;
    Sb "Sb" false;      // all that direct worked on
    Kb "Kb" false;
    Rb "Rb" false;
    Sa "Sa" false;      // direct's cost for each of it
    Ca "Ca" false;
    SdOwn "Sd'" false;  // direct's without what is credited to partners
    KdOwn "Kd'" false;
    RdOwn "Rd'" false;
    Cs "Cs'" false;     // direct's cost without what moved
    Ck "Ck'" false;
    Kf "Kf" false;      // both at full credit
    Cf "Cf" false;
}

/// The figures of a tier or of a total, and beside them those that the plan has once. What nobody set is missing.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    own: Vec<Option<Figure>>,
    shared: Rc<Vec<Option<Figure>>>,
}

/// How many of the names each tier has for itself; they come first.
const OF_TIER: usize = Name::C as usize;

impl Figures {
    /// Nothing is known.
    pub(crate) fn none() -> Self {
        Self { own: vec![None; OF_TIER], shared: Rc::new(vec![None; Name::ALL.len() - OF_TIER]) }
    }

    fn shelf(&self, name: Name) -> &Option<Figure> {
        if name.of_tier() { &self.own[name as usize] } else { &self.shared[name as usize - OF_TIER] }
    }

    pub(crate) fn get(&self, name: Name) -> Figure {
        self.shelf(name).clone().unwrap_or_else(|| Figure::missing(name))
    }

    pub(crate) fn lacks(&self, name: Name) -> bool {
        self.shelf(name).as_ref().is_none_or(Figure::is_missing)
    }

    pub(crate) fn set(&mut self, name: Name, figure: Figure) {
        if name.of_tier() {
            self.own[name as usize] = Some(figure);
        } else {
            Rc::make_mut(&mut self.shared)[name as usize - OF_TIER] = Some(figure);
        }
    }

    /// The same tier beside these figures of the plan.
    pub(crate) fn beside(&mut self, plan: &Self) {
        self.shared = Rc::clone(&plan.shared);
    }

    /// No tier's figures, beside those that the plan has once.
    pub(crate) fn alone(&self) -> Self {
        Self { own: vec![None; OF_TIER], shared: Rc::clone(&self.shared) }
    }
}
