//! What the type of a parameter shows of it.

use syn::{FnArg, Pat, Type};

use super::callable::{is_called_again, is_called_once};
use crate::model::{
    graph::Graph,
    ids::LocalId,
    input::{CaptureMode, Input},
};
use crate::syntax::{
    names::type_name,
    types::{is_copy, is_plain, of_receiver},
};

/// Fills the tables of the graph that tell what is known of locals.
pub fn learn(graph: &mut Graph, input: &Input, local: LocalId, argument: &FnArg) {
    let (is_fixed, is_self) = match argument {
        FnArg::Receiver(receiver) => (receiver.mutability.is_none(), true),
        FnArg::Typed(typed) => (matches!(&*typed.pat, Pat::Ident(pat) if pat.mutability.is_none()), false),
    };
    // What a block captures may have been declared with `mut`.
    if is_fixed && input.block.is_none() {
        graph.fixed.insert(local);
    }
    if input.mode(local.index()) != CaptureMode::Value {
        graph.plain.insert(local);
        return;
    }
    let Some(ty) = ty(input, local, argument) else { return };
    let generics = &input.sig.generics;
    let known = [
        (is_plain(&ty), &mut graph.plain),
        (is_copy(&ty), &mut graph.copies),
        (is_called_again(&ty, generics), &mut graph.called_again),
        (is_called_once(&ty, generics), &mut graph.called_once),
        (is_reference(&ty) || is_self && is_pointer(&ty), &mut graph.references),
    ];
    known.into_iter().filter(|(is_so, _)| *is_so).for_each(|(_, locals)| locals.extend([local]));
}

fn ty(input: &Input, local: LocalId, argument: &FnArg) -> Option<Type> {
    match (input.captured(local.index()), argument) {
        (Some(captured), _) => captured.ty.clone(),
        (None, FnArg::Receiver(receiver)) => Some(of_receiver(receiver)),
        (None, FnArg::Typed(typed)) => Some((*typed.ty).clone()),
    }
}

fn is_reference(ty: &Type) -> bool {
    matches!(ty, Type::Reference(_))
}

/// Of `self`. Out of a box one can move.
fn is_pointer(ty: &Type) -> bool {
    type_name(ty).is_none_or(|name| name != "Box" && name != "Self")
}
