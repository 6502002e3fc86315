//! Slips of everyday work: each section is a program of its own, behind `shared.rs`. `native_words.rs` says what the comments
//! stand for.
//- missing_ref_mut
async fn g(v: &mut Vec<u8>) {}
#[manual_async]
async fn f() {
    let mut v = Vec::new();
    g(v).await;
    v.push(1);
}
//- missing_question
#[manual_async]
async fn f() -> Result<u8, io::Error> {
    let x = fallible().await;
    Ok(x + 1)
}
//- forgotten_mut_across
#[manual_async]
async fn f() -> Vec<u8> {
    let v = Vec::new();
    wait().await;
    v.push(number().await);
    v
}
//- moved_into_thread
#[manual_async]
async fn f() {
    let s = text().await;
    let h = std::thread::spawn(move || println!("{s}"));
    wait().await;
    println!("{s}");
    h.join().unwrap();
}
//- wrong_branch
#[manual_async]
async fn f(b: bool) -> Result<String, io::Error> {
    if b {
        return text().await;
    }
    Ok(text().await)
}
//- wrong_branch_match
#[manual_async]
async fn f(n: u8) -> String {
    match n {
        0 => text().await,
        1 => number().await,
        _ => String::new(),
    }
}
//- trait_not_in_scope
mod m {
    pub trait Shout {
        fn shout(&self) -> String;
    }
    impl Shout for String {
        fn shout(&self) -> String {
            self.clone()
        }
    }
}
#[manual_async]
async fn f() -> String {
    let s = text().await;
    wait().await;
    s.shout()
}
//- io_trait_not_in_scope
#[manual_async]
async fn f(mut file: std::fs::File) -> Result<(), io::Error> {
    wait().await;
    let mut s = String::new();
    file.read_to_string(&mut s)?;
    Ok(())
}
//- unknown_field_in_literal
#[manual_async]
async fn f() -> Db {
    Db { map: HashMap::new(), list: vec![], name: text().await, count: 0, size: number().await }
}
//- collect_untyped
#[manual_async]
async fn f(s: &str) -> usize {
    let v = s.split(',').collect();
    wait().await;
    v.len()
}
//- closure_arg_count
#[manual_async]
async fn f(v: Vec<u8>) -> Vec<u8> {
    wait().await;
    v.into_iter().map(|a, b| a).collect()
}
//- closure_borrows_fnmut
// more: locals are behind pointers in the machine
fn apply(f: impl Fn()) {}
#[manual_async]
async fn f() {
    let mut n = number().await;
    apply(|| n += 1);
    wait().await;
}
//- missing_trait_bound_fn
// more: the future of the call is part of the type of the machine, in which rustc finds the same once more
// at the attribute
trait Store {
    async fn get(&self) -> u8;
}
async fn load<S: Store>(s: &S) -> u8 {
    s.get().await
}
#[manual_async]
async fn f<S>(s: &S) -> u8 {
    load(s).await
}
//- misspelt_local_across
#[manual_async]
async fn f() -> usize {
    let buffer = text().await;
    wait().await;
    let n = bufer.len();
    wait().await;
    n + buffer.len()
}
//- misspelt_in_format
#[manual_async]
async fn f() {
    let buffer = text().await;
    wait().await;
    println!("{bufer}");
}
//- unknown_async_method
// names the machine: what stands beside the methods of users, to ask rustc about them, is offered as one
#[manual_async]
async fn f(db: Db) {
    wait().await;
    db.frobnicate().await;
    wait().await;
}
//- borrow_across_loop
#[manual_async]
async fn f(mut v: Vec<String>) {
    let first = &v[0];
    for _ in 0..3 {
        v.push(text().await);
    }
    println!("{first}");
}
//- shadowed
// twice: rustc says which `let` hid the other, and in the machine locals are in slots
#[manual_async]
async fn f(s: &str) -> usize {
    let s: usize = s.len();
    wait().await;
    s.len()
}
//- match_wrong_variant_args
enum E {
    A,
    B(u8),
}
#[manual_async]
async fn f(e: E) -> u8 {
    match e {
        E::A => number().await,
        E::B(n, m) => n,
    }
}
//- not_a_function
// twice: rustc says which `let` the name has its type from, and in the machine it is asked about the type alone
#[manual_async]
async fn f() {
    let n = number().await;
    n().await;
}
//- longest
// other words: the value of the body is blamed as a whole
#[manual_async]
async fn f<'a>(a: &'a str, b: &str) -> &'a str {
    wait().await;
    if a.len() > b.len() { a } else { b }
}
//- mutex_moved_in_loop
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
#[manual_async]
async fn f(m: Arc<Mutex<u8>>) {
    for i in 0..3 {
        spawn(async move {
            *m.lock().unwrap() += 1;
        });
        wait().await;
    }
}
//- method_missing_arg
impl Db {
    async fn load(&self, n: u8, s: &str) -> u8 {
        n
    }
    #[manual_async]
    async fn f(&self) -> u8 {
        self.load(1).await
    }
}
//- method_extra_arg
impl Db {
    async fn load(&self) -> u8 {
        1
    }
    #[manual_async]
    async fn f(&self) -> u8 {
        let n = self.load(1).await;
        wait().await;
        n
    }
}
//- self_async_missing_await
// twice: what `?` asks for is asked without one, in a function that returns an `Option`
// names the machine: `?` is a call in the machine
impl Db {
    async fn load(&self) -> Option<u8> {
        None
    }
    #[manual_async]
    async fn f(&self) -> Option<u8> {
        wait().await;
        let n = self.load()?;
        Some(n)
    }
}
//- missing_await_format
// twice: what a format string asks for has a span of its own in each copy
#[manual_async]
async fn f() {
    let s = text();
    wait().await;
    println!("{}", s);
}
//- missing_ok
#[manual_async]
async fn f() -> Result<u8, io::Error> {
    let n = fallible().await?;
    n
}
//- missing_return_type
// twice: the value of `.await` has a span of its own, and nothing that never returns may stand in a call at the end
#[manual_async]
async fn f() {
    number().await
}
//- question_custom_box
#[derive(Debug)]
struct MyError;
async fn mine() -> Result<u8, MyError> {
    Ok(1)
}
#[manual_async]
async fn f() -> Result<u8, Box<dyn std::error::Error>> {
    Ok(mine().await?)
}
//- return_local_ref
// other words: the body is checked as a value that is returned later
#[manual_async]
async fn f<'a>(s: &'a str) -> &'a str {
    let t = s.to_uppercase();
    wait().await;
    &t
}
//- arg_moved_then_borrowed
// more: locals are behind pointers in the machine
async fn g(s: String) {}
#[manual_async]
async fn f(db: Db) {
    g(db.name).await;
    println!("{}", db.name.len());
}
//- option_field_unwrap
// more: locals are behind pointers in the machine
struct S {
    o: Option<String>,
}
impl S {
    #[manual_async]
    async fn f(&self) -> String {
        wait().await;
        self.o.unwrap()
    }
}
//- iter_moves_field
// more: locals are behind pointers in the machine
impl Db {
    #[manual_async]
    async fn f(&self) {
        for s in self.list {
            wait().await;
        }
    }
}
//- missing_send_bound
#[manual_async]
async fn f<T>(t: T) {
    std::thread::spawn(move || drop(t));
    wait().await;
}
//- int_pattern
#[manual_async]
async fn f(s: String) -> u8 {
    match s {
        "a" => number().await,
        _ => 1,
    }
}
//- generic_type_wrong
// twice: rustc says which argument made the type, and in the machine that is another
#[manual_async]
async fn f() -> Vec<String> {
    let mut v = Vec::new();
    v.push(number().await);
    wait().await;
    v
}
//- semicolon_in_branch
#[manual_async]
async fn f(b: bool) -> u8 {
    if b {
        number().await;
    } else {
        1
    }
}
//- assign_wrong_type_across
// twice: rustc says which `let` the type comes from, and in the machine that is a slot
#[manual_async]
async fn f() {
    let mut s = String::new();
    wait().await;
    s = "x";
    wait().await;
    println!("{s}");
}
//- field_of_what_has_no_value
#[manual_async]
async fn f() {
    let y: (u8, u8);
    y.0 = 5;
    wait().await;
}
//- method_of_what_has_no_value
#[manual_async]
async fn f() {
    let y: Vec<u8>;
    y.push(number().await);
}
//- while_for_a_value
#[manual_async]
async fn f(x: u8) -> u8 {
    while x == 1 {
        wait().await;
    }
}
//- for_for_a_value
#[manual_async]
async fn f() -> u8 {
    for _ in 0..3 {
        wait().await;
    }
}
