//! Documents as they are printed: a template and what it is about go in, pages and PDF come out.
//!
//! Templates are Typst. One sees its data as `data.json`, what all templates share as `paper.typ`, the words of the
//! house in Chinese as `words.json`, and nothing else: no other file, no package, no clock. The same template, data and day give the same pages, byte for byte.

mod fonts;
mod kind;
mod print;
mod template;
mod world;

pub use fonts::{Fonts, NoFont};
pub use kind::Kind;
pub use print::{Fault, MOST_TEMPLATE_BYTES, Printed, print};
pub use template::Template;
