//! Mistakes that everybody makes about types: each section is a program of its own, behind `shared.rs`. `native_words.rs` says what
//! the comments stand for.
//- box_dyn
fn b() -> std::pin::Pin<Box<dyn std::future::Future<Output = u8>>> {
    Box::pin(text())
}
#[manual_async]
async fn f() {
    wait().await;
    let x: String = b().await;
}
//- break_value
#[manual_async]
async fn f() -> u8 {
    loop {
        wait().await;
        break "x";
    }
}
//- cast
#[manual_async]
async fn f() -> bool {
    number().await as bool
}
//- cast2
#[manual_async]
async fn f() -> char {
    let n = text().await as char;
    n
}
//- closure_arg
#[manual_async]
async fn f(v: Vec<u8>) -> Vec<String> {
    wait().await;
    v.iter().map(|x| x + 1).collect()
}
//- cmp_types
#[manual_async]
async fn f(n: u32) -> bool {
    wait().await;
    n == number().await
}
//- assigned_constant
const C: u8 = 1;

#[manual_async]
async fn f() {
    wait().await;
    C = 2;
}
//- deref
#[manual_async]
async fn f() -> u8 {
    *number().await
}
//- fmt
// twice: what a format string asks for has a span of its own in each copy
#[manual_async]
async fn f(db: &Db) {
    wait().await;
    println!("{:?}", db);
}
//- generic_bound
// more: a name in a format string becomes an argument in the machine
#[manual_async]
async fn f<T>(t: T) {
    wait().await;
    println!("{t}");
}
//- generic_bound2
#[manual_async]
async fn f<T>(t: T) -> T {
    wait().await;
    t.clone()
}
//- if_branches
// more: the values of branches meet in one place of the machine
// names the machine: the value is an argument there
#[manual_async]
async fn f(n: bool) {
    let x = if n { number().await } else { text().await };
}
//- if_no_else
#[manual_async]
async fn f(n: bool) -> u8 {
    if n {
        number().await
    }
}
//- index
#[manual_async]
async fn f(v: Vec<u8>) -> u8 {
    let i = number().await;
    v[i]
}
//- lifetime_two
#[manual_async]
async fn f(a: &str, b: &str) -> &str {
    wait().await;
    a
}
//- match_arms
// more: the values of branches meet in one place of the machine
// names the machine: the value is an argument there
#[manual_async]
async fn f(n: u8) -> u8 {
    let x = match n {
        0 => number().await,
        _ => "a",
    };
    x
}
//- match_arms2
// more: the values of branches meet in one place of the machine
#[manual_async]
async fn f(n: u8) -> String {
    match n {
        0 => text().await,
        _ => "a",
    }
}
//- missing_await_arg
// twice: rustc advises to write `.await` in an `async` body alone
fn g(a: u8) {}
#[manual_async]
async fn f() {
    wait().await;
    g(number());
}
//- missing_await_field
// twice: rustc advises to write `.await` in an `async` body alone
async fn db() -> Db {
    todo!()
}
#[manual_async]
async fn f() -> u32 {
    wait().await;
    db().count
}
//- missing_await_if
// twice: rustc advises to write `.await` in an `async` body alone
async fn b() -> bool {
    true
}
#[manual_async]
async fn f() {
    wait().await;
    if b() {}
}
//- missing_await_match
// twice: rustc advises to write `.await` in an `async` body alone
#[manual_async]
async fn f() {
    match fallible() {
        Ok(x) => wait().await,
        Err(e) => {}
    }
}
//- missing_await_q
#[manual_async]
async fn f() -> Result<u8, io::Error> {
    let x = fallible()?;
    Ok(x)
}
//- neg
#[manual_async]
async fn f() -> u8 {
    -number().await
}
//- not
#[manual_async]
async fn f() -> String {
    !text().await
}
//- not_iter
// more: what a `for` loop asks for is asked without one
#[manual_async]
async fn f() {
    for x in number().await {
        wait().await;
    }
}
//- ok_missing
#[manual_async]
async fn f() -> Result<u8, io::Error> {
    fallible().await?;
    1
}
//- ok_missing2
#[manual_async]
async fn f() -> Result<(), io::Error> {
    fallible().await?;
}
//- opt_match
#[manual_async]
async fn f(o: Option<String>) -> u8 {
    wait().await;
    match o {
        Some(s) => 1,
    }
}
//- pat
#[manual_async]
async fn f() {
    let (a, b) = number().await;
    wait().await;
}
//- pat2
#[manual_async]
async fn f() {
    let Some(a) = fallible().await;
    wait().await;
}
//- private
mod m {
    pub struct P {
        x: u8,
    }
    impl P {
        pub fn new() -> P {
            P { x: 1 }
        }
        fn g(&self) {}
    }
}
#[manual_async]
async fn f() {
    let p = m::P::new();
    wait().await;
    p.g();
    println!("{}", p.x);
}
//- question_mark_with_other_error
#[manual_async]
async fn f() -> Result<u8, String> {
    let x = fallible().await?;
    Ok(x)
}
//- question_mark_without_result
#[manual_async]
async fn f() {
    let x = fallible().await?;
}
//- question_mark_on_option
// more: the machine returns `Poll<Result<..>>`
#[manual_async]
async fn f(v: Vec<u8>) -> Result<u8, String> {
    wait().await;
    let x = v.first()?;
    Ok(*x)
}
//- question_mark_on_result
#[manual_async]
async fn f() -> Option<u8> {
    let x = fallible().await?;
    Some(x)
}
//- ref_vec_into_iter
#[manual_async]
async fn f(o: &Vec<String>) {
    wait().await;
    for s in o {
        let t: String = s;
    }
}
//- ret_none
#[manual_async]
async fn f() -> u8 {
    if number().await == 1 {
        return;
    }
    1
}
//- ret_value
#[manual_async]
async fn f() -> u8 {
    wait().await;
    return "x";
}
//- break_in_method
impl Db {
    #[manual_async]
    async fn f(&self) -> u8 {
        wait().await;
        break;
    }
}
//- question_mark_in_method
// more: the machine returns `Poll<Result<..>>`
impl Db {
    #[manual_async]
    async fn f(&self) -> Result<u8, String> {
        wait().await;
        let x = self.list.first()?;
        Ok(1)
    }
}
//- question_mark_in_method_without_result
impl Db {
    #[manual_async]
    async fn f(&self) {
        let x = fallible().await?;
    }
}
//- semicolon
#[manual_async]
async fn f() -> u8 {
    number().await;
}
//- shadow_type
#[manual_async]
async fn f() {
    let x: u16 = number().await;
    wait().await;
}
//- struct_lit
#[manual_async]
async fn f() -> Db {
    Db {
        map: HashMap::new(),
        list: vec![text().await],
        name: text().await,
    }
}
//- struct_lit2
#[manual_async]
async fn f() -> Db {
    Db {
        map: HashMap::new(),
        list: text().await,
        name: text().await,
        count: 0,
    }
}
//- sum_types
#[manual_async]
async fn f(n: u32) -> u32 {
    n + number().await
}
//- trait_missing
trait T {
    fn t(&self);
}
#[manual_async]
async fn f() {
    let s = text().await;
    s.t();
}
//- tuple
#[manual_async]
async fn f() -> (u8, String) {
    (text().await, number().await)
}
//- unknown_field
#[manual_async]
async fn f(db: &Db) {
    wait().await;
    println!("{}", db.nothing);
}
//- unknown_fn
#[manual_async]
async fn f() {
    wait().await;
    nothing().await;
}
//- unknown_method
// names the machine: what stands beside the methods of users, to ask rustc about them, is offered as one
#[manual_async]
async fn f() {
    let s = text().await;
    s.nothing().await;
}
//- wrong_arg
async fn g(a: &str, b: u8) {}
#[manual_async]
async fn f() {
    g(text().await, number().await).await;
}
//- wrong_arg2
async fn g(a: &str, b: u8) {}
#[manual_async]
async fn f() {
    g(1, "x").await;
}
//- method_with_wrong_argument
#[manual_async]
async fn f(mut v: Vec<u8>) {
    v.push(text().await);
    v.push("x");
}
//- if_without_bool
#[manual_async]
async fn f() {
    if number().await {
        wait().await;
    }
}
//- while_without_bool
#[manual_async]
async fn f() {
    while text().await {
        wait().await;
    }
}
//- wrong_return
#[manual_async]
async fn f() -> String {
    if number().await == 0 {
        return number().await;
    }
    text().await
}
//- awaited_what_is_no_future
// twice: if rustc compiles incrementally, what `.await` asks for has a span of its own in each copy
#[manual_async]
async fn f() -> u8 {
    let n = number().await;
    n.await
}
//- awaited_a_call_that_is_not_async
// twice: if rustc compiles incrementally, what `.await` asks for has a span of its own in each copy
fn sync() -> u8 {
    1
}
#[manual_async]
async fn f() -> u8 {
    sync().await
}
//- wrong_compound_assignment
#[manual_async]
async fn f() {
    let mut n = 1u16;
    n += number().await;
    println!("{n}");
}
//- too_few_arguments
async fn g(a: u8, b: u8) {}
#[manual_async]
async fn f() {
    g(number().await).await;
}
//- too_many_arguments
#[manual_async]
async fn f() {
    wait(number().await).await;
}
//- misspelt_method
#[manual_async]
async fn f() -> String {
    let mut s = text().await;
    s.push_string("x");
    wait().await;
    s
}
//- own_method_with_wrong_argument
impl Db {
    async fn load(&self, n: u8) {}
}
#[manual_async]
async fn f(db: &Db) {
    db.load("x").await;
}
//- missing_bound
#[manual_async]
async fn f<T>(t: T) -> String {
    wait().await;
    t.to_string()
}
//- type_needed
#[manual_async]
async fn f() {
    let v = Vec::new();
    wait().await;
}
//- question_mark_in_unit
#[manual_async]
async fn f() {
    std::fs::read("x")?;
    wait().await;
}
//- pattern_of_other_type
#[manual_async]
async fn f() {
    match number().await {
        Some(n) => wait().await,
        None => {}
    }
}
//- label_of_nothing
#[manual_async]
async fn f() {
    loop {
        wait().await;
        break 'a;
    }
}
//- wrong_tail
#[manual_async]
async fn f() -> String {
    number().await
}
//- forgotten_await_let
// twice: rustc advises to write `.await` in an `async` body alone
#[manual_async]
async fn f() -> String {
    let s = text();
    wait().await;
    s
}
//- wrong_assignment
// twice: the value of `.await` has a span of its own
// names the machine: the value is an argument there
#[manual_async]
async fn f() {
    let mut n = 1u16;
    n = number().await;
    println!("{n}");
}
//- wrong_assignment_to_field
#[manual_async]
async fn f(mut db: Db) {
    db.name = number().await;
}
//- missing_match_arm
enum E {
    A,
    B,
}
async fn e() -> E {
    E::A
}
#[manual_async]
async fn f() -> u8 {
    match e().await {
        E::A => number().await,
    }
}
//- misspelt_variable
#[manual_async]
async fn f() -> u8 {
    let number_one = number().await;
    wait().await;
    numbr_one
}
//- string_for_str
#[manual_async]
async fn f(name: &str) -> String {
    wait().await;
    name
}
//- arg_str
fn take(s: String) {}
#[manual_async]
async fn f(n: &str) {
    wait().await;
    take(n);
}
//- field_str
struct P {
    name: String,
}
#[manual_async]
async fn f(n: &str) -> P {
    wait().await;
    P { name: n }
}
//- let_typed_local
#[manual_async]
async fn f(n: &str) {
    wait().await;
    let s: String = n;
    wait().await;
}
//- push_local
#[manual_async]
async fn f(n: &str) -> Vec<String> {
    let mut v: Vec<String> = Vec::new();
    wait().await;
    v.push(n);
    v
}
//- if_tail
#[manual_async]
async fn f(b: bool) -> String {
    if b { number().await } else { text().await }
}
//- let_else_type
#[manual_async]
async fn f(o: Option<u8>) -> u8 {
    let Some(x) = o else {
        wait().await;
    };
    x
}
//- generic_missing_method_bound
trait Store {
    async fn get(&self, key: &str) -> Option<String>;
}
#[manual_async]
async fn f<S>(store: &S) -> Option<String> {
    store.get("a").await
}
//- question_mark_custom_error
#[derive(Debug)]
enum AppError {
    Io(io::Error),
}
#[manual_async]
async fn f() -> Result<u8, AppError> {
    let x = fallible().await?;
    Ok(x)
}
//- misspelt_method_of_self
impl Db {
    async fn load_all(&self) {}
    #[manual_async]
    async fn f(&self) {
        self.load_al().await;
    }
}
//- missing_self
impl Db {
    #[manual_async]
    async fn f(&self) -> u32 {
        wait().await;
        count
    }
}
//- await_missing_sum
#[manual_async]
async fn f() -> u8 {
    let a = number();
    a + number().await
}
//- str_index
#[manual_async]
async fn f(s: String) -> char {
    wait().await;
    s[0]
}
//- sort_result
#[manual_async]
async fn f(mut v: Vec<u8>) -> Vec<u8> {
    wait().await;
    v.sort()
}
//- err_str
#[manual_async]
async fn f(b: bool) -> Result<u8, String> {
    if b {
        wait().await;
        return Err("no");
    }
    Ok(1)
}
//- iterator_of_references
#[manual_async]
async fn f(v: &[String]) -> Vec<String> {
    wait().await;
    v.iter().filter(|s| !s.is_empty()).collect()
}
//- option_and_result
#[manual_async]
async fn f(m: &HashMap<String, u8>) -> Option<u8> {
    wait().await;
    let n = m.get("a").ok_or("no")?;
    Some(*n)
}
//- trait_not_implemented_for_argument
// more: the future of the call is part of the type of the machine, in which rustc finds the same once more
// at the attribute
trait Store {
    fn name(&self) -> String;
}
async fn load<S: Store>(store: S) -> String {
    store.name()
}
#[manual_async]
async fn f(db: Db) -> String {
    load(db).await
}
//- await_missing_for
// more: what a `for` loop asks for is asked without one
async fn list() -> Vec<u8> {
    Vec::new()
}
#[manual_async]
async fn f() {
    for x in list() {
        wait().await;
    }
}
//- local_without_a_size
// more: the slot of the local wants a size too
// at the attribute
#[manual_async]
async fn f(a: &[u8]) {
    let x = *a;
    wait().await;
    println!("{}", x.len());
}
//- itself_with_too_many
#[manual_async]
async fn f(n: &u8) -> u8 {
    Box::pin(f(n, 1)).await
}
//- itself_with_another_type
#[manual_async]
async fn f(n: &u8) -> u8 {
    Box::pin(f(*n - 1)).await
}
//- itself_as_a_method_with_too_few
struct S;
impl S {
    #[manual_async]
    pub async fn f(&self, n: u8) -> u8 {
        Box::pin(self.f()).await
    }
}
//- itself_as_a_method_with_another_type
struct S(Vec<S>);
impl S {
    #[manual_async]
    async fn f(&self, n: u8) -> u8 {
        Box::pin(self.0[0].f("n")).await
    }
}
//- itself_gives_another_type
#[manual_async]
async fn f(n: u8) -> u8 {
    let x: String = Box::pin(f(n)).await;
    1
}
//- each_other_with_too_many
#[manual_async]
async fn f(n: u8) -> u8 {
    Box::pin(g(n, 1)).await
}
#[manual_async]
async fn g(n: u8) -> u8 {
    Box::pin(f(n)).await
}
//- itself_with_what_was_moved
#[manual_async]
async fn f(s: String) -> usize {
    let n = Box::pin(f(s)).await;
    n + s.len()
}
