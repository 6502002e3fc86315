//! The machine that a function becomes, as the compiler behind the attribute describes it, and what it keeps.

use manual_async_lowering::{Description, State};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::expansion;
use crate::failure::Complaint;
use crate::functions::Function;
use crate::keeping::{Keeping, Kept};
use crate::origin::Origins;
use crate::source::Source;
use crate::warnings::{self, Warning};

pub struct Machine {
    pub description: Description,
    pub keeping: Keeping,
    pub warnings: Vec<Warning>,
}

/// A machine for programs.
#[derive(Serialize)]
pub struct Told {
    description: Box<RawValue>,
    kept: Vec<Vec<Kept>>,
    warnings: Vec<Warning>,
}

impl Machine {
    /// The machine that `function` becomes.
    ///
    /// # Errors
    ///
    /// The reasons why it is refused.
    pub fn of(source: &Source, function: &Function) -> Result<Self, Vec<Complaint>> {
        let settled = expansion::settle(function);
        let described = manual_async_lowering::describe(settled.arguments, settled.item.clone());
        let described: syn::Result<Vec<Description>> = described.into_iter().collect();
        let complaint = |error| Complaint::of(source, &error);
        let complaints = |error: syn::Error| error.into_iter().map(complaint).collect::<Vec<_>>();
        let description = described.map_err(complaints)?.into_iter().next().ok_or_else(Vec::new)?;
        let item = syn::parse2(settled.item).map_err(complaints)?;
        let origins = Origins::of(&item, &description);
        let keeping = Keeping::of(source, &origins, &description);
        let warnings = warnings::find(source, &origins, &description, &keeping);
        Ok(Machine { description, keeping, warnings })
    }

    /// What a state keeps, by its number.
    pub fn kept(&self, state: usize) -> &[Kept] {
        &self.keeping.0[state]
    }

    /// The name of a local.
    pub fn name(&self, local: usize) -> &str {
        &self.description.locals[local].name
    }

    /// The names of what is dropped first, second, .. when the future is dropped in a state.
    pub fn drops(&self, state: &State) -> Vec<String> {
        let word = |dropped: &manual_async_lowering::Dropped| {
            let name = dropped.local.map_or("the future", |local| self.name(local));
            if dropped.certain { name.to_owned() } else { format!("{name} (if it has a value)") }
        };
        state.drops.iter().map(word).collect()
    }

    /// The same for programs.
    pub fn told(&self) -> Told {
        let description = RawValue::from_string(self.description.to_json()).unwrap_or_default();
        Told { description, kept: self.keeping.0.clone(), warnings: self.warnings.clone() }
    }
}
