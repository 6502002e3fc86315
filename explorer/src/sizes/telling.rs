//! Machines that tell their layout.

use quote::quote;
use syn::{
    Expr, ExprBlock, Item, ItemEnum, ItemFn, ItemImpl, Local, Pat, ReturnType, Stmt, Type, TypeParamBound, parse_quote,
};

use crate::sections::is_of_states;

/// The machine with an enum that tells its layout, and a future that hands it on. What a function returns that is not `async` is
/// the machine of a block, if it is one.
///
/// from: `return unsafe { .. state_machine(..) };`, into: `return unsafe { .. Probe::new(state_machine(..), ..) };`
pub fn telling(mut machine: ItemFn, number: usize) -> Option<ItemFn> {
    let ReturnType::Type(_, output) = &mut machine.sig.output else { return None };
    let Type::ImplTrait(output) = &mut **output else { return None };
    let measured: TypeParamBound = parse_quote!(crate::manual_async_sizes::Measured);
    output.bounds.push(measured);
    let statements = match machine.block.stmts.last_mut()? {
        Stmt::Expr(Expr::Block(of_block), None) => &mut of_block.block.stmts,
        _ => &mut machine.block.stmts,
    };
    tell(statements, number)?;
    Some(machine)
}

/// The same of the machine of a block.
pub fn telling_block(mut machine: ExprBlock, number: usize) -> Option<ExprBlock> {
    match machine.block.stmts.last_mut()? {
        Stmt::Expr(Expr::Block(of_block), None) => tell(&mut of_block.block.stmts, number)?,
        _ => tell(&mut machine.block.stmts, number)?,
    }
    Some(machine)
}

fn tell(statements: &mut Vec<Stmt>, number: usize) -> Option<()> {
    let (at, states) = statements.iter().enumerate().find_map(|(at, statement)| match statement {
        Stmt::Item(Item::Enum(states)) if is_of_states(states) => Some((at, states.clone())),
        _ => None,
    })?;
    let last = statements.iter_mut().rev().find_map(|statement| match statement {
        Stmt::Expr(Expr::Return(last), _) => last.expr.as_deref_mut(),
        Stmt::Local(last) if !last.attrs.is_empty() => last.init.as_mut().map(|init| &mut *init.expr),
        _ => None,
    })?;
    hand_on(last, number)?;
    statements.insert(at, Stmt::Item(Item::Impl(layout(&states))));
    Some(())
}

// The kind is told by a closure, as the machine itself does it: so no lifetime of what is kept has to have a name.
fn hand_on(expression: &mut Expr, number: usize) -> Option<()> {
    let statements = made(expression)?;
    let (at, first) = statements.iter().enumerate().find_map(|(at, statement)| match statement {
        Stmt::Local(Local { pat: Pat::Ident(name), init: Some(init), .. }) if matches!(*init.expr, Expr::Struct(_)) => {
            Some((at, name.ident.clone()))
        }
        _ => None,
    })?;
    let Some(Stmt::Expr(machine, None)) = statements.last_mut() else { return None };
    *machine = parse_quote!(crate::manual_async_sizes::Probe::<_, _, #number>::new(
        #machine,
        || crate::manual_async_sizes::Kind { state: ::core::marker::PhantomData, ..kind }
    ));
    statements.insert(at + 1, parse_quote!(let kind = crate::manual_async_sizes::kind_of(&#first);));
    Some(())
}

/// What makes the machine, around which `output.of` may stand: `unsafe { let first = ..; .. state_machine(..) }`.
fn made(expression: &mut Expr) -> Option<&mut Vec<Stmt>> {
    match expression {
        Expr::Unsafe(machine) => Some(&mut machine.block.stmts),
        Expr::MethodCall(call) => call.args.iter_mut().find_map(made),
        _ => None,
    }
}

/// Into: `impl<File> Layout for Read<File> { const STATES: .. }`
fn layout(states: &ItemEnum) -> ItemImpl {
    let (name, (generics, arguments, clause)) = (&states.ident, states.generics.split_for_impl());
    let states = states.variants.iter().map(|state| {
        let name = state.ident.to_string();
        let fields = state.fields.iter().map(|field| {
            let (name, ty) = (field.ident.as_ref().map(ToString::to_string), &field.ty);
            quote!(crate::manual_async_sizes::Field {
                name: #name, size: ::core::mem::size_of::<#ty>(), align: ::core::mem::align_of::<#ty>(),
                ty: ::core::any::type_name::<#ty>,
            })
        });
        quote!(crate::manual_async_sizes::State { name: #name, fields: &[#(#fields),*] })
    });
    parse_quote!(impl #generics crate::manual_async_sizes::Layout for #name #arguments #clause {
        const STATES: &'static [crate::manual_async_sizes::State] = &[#(#states),*];
    })
}

/// One can look into the machine as before, where the path of `manual_async` is known.
pub fn inspected(path: &str) -> String {
    format!(
        "\n#[allow(warnings)] impl<F: {path}::inspect::Inspect, K, const NUMBER: usize> {path}::inspect::Inspect \
         for crate::manual_async_sizes::Probe<F, K, NUMBER> {{\n\
         fn machine(&self) -> &'static {path}::inspect::Machine {{ self.0.machine() }}\n\
         fn state(&self) -> &'static {path}::inspect::State {{ self.0.state() }}\n\
         fn locals<'a>(&'a self, visit: &mut dyn FnMut({path}::inspect::Local<'a>)) {{ self.0.locals(visit) }}\n\
         fn awaited(&self) -> ::core::option::Option<&dyn {path}::inspect::Inspect> {{ self.0.awaited() }}\n\
         fn branches<'a>(&'a self, visit: &mut dyn ::core::ops::FnMut({path}::inspect::Branch<'a>)) {{ self.0.branches(visit) }}\n}}\n"
    )
}
