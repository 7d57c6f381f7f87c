//! The demonstration county: a generated roster, a term's worth of work, and the phones that do it.

pub mod clock;
pub mod dice;
pub mod ledger;
pub mod load;
pub mod names;
pub mod player;
pub mod regions;
pub mod roster;
pub mod school_year;
pub mod script;
