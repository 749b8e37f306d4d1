//! An index, read as running words → counts: of words, clusters, neighbours, parts.
//!
//! ```text
//! Index ──running──▶ the words in their order, as numbers
//! documents ──scope──▶ which stretches of them count
//! a query's places ──nodes──▶ what concordance, collocations and dispersion go by
//! ```
//!
//! One file for each question. Everything here counts, and orders what it counted; what the counts
//! mean is in [`statistics`](crate::statistics). Words are numbers until somebody wants to see
//! them: see [`Words::name`].

mod clusters;
mod collocations;
mod concordance;
mod frequencies;
mod nodes;
mod profile;
mod running;
mod scope;
mod sentences;
mod spelling;
mod spread;
mod stop;

pub use clusters::{Cluster, Clusters, Wanted, clusters, clusters_around};
pub use collocations::{Expected, Near, Together, Window, collocations};
pub use concordance::{ContextUnit, Printed, SortKey, Way, distinct, order_nodes, sample};
pub use frequencies::{Counted, by_value, frequencies};
pub use nodes::{Node, nodes};
pub use profile::{Profile, Profiler};
pub use running::{Running, Unit, Words};
pub use scope::{Scope, Stretch};
pub use spelling::{SPELLINGS, Spelling, spellings};
pub use spread::{Part, Parts, parts, stretches_by_part};
pub use stop::Stop;
