//! What the attributes of runtimes make of an `async fn`: a function that waits for a block, and says what that gives.

use syn::visit::Visit;
use syn::{AssocType, Block, Expr, ExprAsync, Local, Pat, ReturnType, Signature, Stmt, Type};

/// Replaces each block whose output the function says.
pub fn replace(sig: &Signature, body: &mut Block, rewrite: &dyn Fn(&ExprAsync, Type) -> Expr) {
    for at in 0..body.stmts.len() {
        let after = &body.stmts[at..];
        let Some((output, block)) = told(after).and_then(|output| Some((output, declared(&mut body.stmts[at])?)))
        else {
            continue;
        };
        if let Expr::Async(written) = &*block {
            *block = rewrite(written, output);
        }
    }
    if let Some((output, block)) = body.stmts.last_mut().and_then(|last| waited_for(sig, last))
        && let Expr::Async(written) = &*block
    {
        *block = rewrite(written, output);
    }
}

/// `T`, where a declaration of the same name is right behind.
//
// From: `let body = async { .. }; let body: Pin<&mut dyn Future<Output = T>> = body;`
// Or: `let body = async { .. }; let body = { if false { let _: &dyn Future<Output = T> = &body; } body };`
fn told(stmts: &[Stmt]) -> Option<Type> {
    let name = |stmt: &Stmt| match stmt {
        Stmt::Local(Local { pat: Pat::Ident(name), .. }) => Some(name.ident.clone()),
        Stmt::Local(Local { pat: Pat::Type(typed), .. }) => match &*typed.pat {
            Pat::Ident(name) => Some(name.ident.clone()),
            _ => None,
        },
        _ => None,
    };
    let (first, after) = stmts.split_first()?;
    let block = name(first)?;
    let again = after.iter().find(|stmt| name(stmt).as_ref() == Some(&block))?;
    output(|found| found.visit_stmt(again))
}

fn declared(stmt: &mut Stmt) -> Option<&mut Expr> {
    match stmt {
        Stmt::Local(Local { init: Some(init), .. }) => Some(&mut init.expr),
        _ => None,
    }
}

/// What a function gives that does nothing last but wait for a block. Of no other type: it could be made of another one there.
//
// From: `fn main() -> Result<(), Error> { runtime().block_on(async { .. }) }`
fn waited_for<'a>(sig: &Signature, last: &'a mut Stmt) -> Option<(Type, &'a mut Expr)> {
    let ReturnType::Type(_, output) = &sig.output else { return None };
    let Type::Path(path) = &**output else { return None };
    let is_plain = path.path.segments.last().is_some_and(|last| last.ident == "Result" || last.ident == "Option");
    let Stmt::Expr(tail, None) = last else { return None };
    let (is_waiting, arguments) = match tail {
        Expr::MethodCall(call) => (call.method == "block_on", &mut call.args),
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else { return None };
            (path.path.segments.last().is_some_and(|last| last.ident == "block_on"), &mut call.args)
        }
        _ => return None,
    };
    let block = arguments.first_mut().filter(|_| is_plain && is_waiting)?;
    Some(((**output).clone(), block))
}

/// The first `T` of a `Future<Output = T>` in what is visited.
pub fn output(visit: impl FnOnce(&mut Output)) -> Option<Type> {
    let mut found = Output(None);
    visit(&mut found);
    found.0
}

pub struct Output(Option<Type>);

impl Visit<'_> for Output {
    fn visit_assoc_type(&mut self, ty: &AssocType) {
        if ty.ident == "Output" {
            self.0.get_or_insert_with(|| ty.ty.clone());
        }
    }
}
