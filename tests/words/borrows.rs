//! Mistakes that everybody makes about borrows: each section is a program of its own, behind `shared.rs`. `native_words.rs` says what
//! the comments stand for.
//- borrow_moved
#[manual_async]
async fn f(o: Option<String>) -> usize {
    if let Some(s) = o {
        wait().await;
    }
    o.map_or(0, |s| s.len())
}
//- closure_fnmut
#[manual_async]
async fn f() {
    let mut n = 0;
    let c = || n += 1;
    wait().await;
    c();
}
//- deref_arc
#[manual_async]
async fn f(a: Arc<Db>) -> String {
    wait().await;
    a.name
}
//- field_of_ref_moved
#[manual_async]
async fn f(db: &Db) -> String {
    wait().await;
    let n = db.name;
    n
}
//- fmt2
#[manual_async]
async fn f() {
    let n = number().await;
    println!("{} {}", n);
}
//- guard_moved
// twice: the advice to clone what is in the guard leaves the `*` out in one copy
#[manual_async]
async fn f(m: &Mutex<Vec<String>>) -> Vec<String> {
    wait().await;
    *m.lock().unwrap()
}
//- index_vec_moved
#[manual_async]
async fn f(v: Vec<String>) -> String {
    wait().await;
    v[0]
}
//- iter_self_mut
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&mut self) {
        for s in &self.list {
            wait().await;
            self.g(s);
        }
    }
}
//- iter_self_mut2
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&mut self) {
        for s in self.list.iter() {
            self.map.remove(s);
            self.count += number().await as u32;
            self.list.push(s.clone());
        }
    }
}
//- lifetime_wrong
#[manual_async]
async fn f<'a, 'b>(a: &'a str, b: &'b str) -> &'a str {
    wait().await;
    b
}
//- lock_borrow
#[manual_async]
async fn f(m: Arc<Mutex<Vec<String>>>) {
    let g = m.lock().unwrap();
    drop(m);
    wait().await;
    g.len();
}
//- not_mut
#[manual_async]
async fn f() {
    let v = Vec::new();
    v.push(number().await);
}
//- not_mut2
#[manual_async]
async fn f(v: Vec<u8>) {
    wait().await;
    v.push(1);
}
//- rc_send
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
#[manual_async]
async fn f() {
    let r = Rc::new(1);
    wait().await;
    drop(r);
}
fn g() {
    spawn(f());
}
//- ref_local_return
// more: the body is checked as a value that is returned later
#[manual_async]
async fn f() -> &'static str {
    let s = text().await;
    &s
}
//- ref_opt_moved
#[manual_async]
async fn f(o: &Option<String>) -> String {
    wait().await;
    o.unwrap()
}
//- ref_temp
// twice: rustc says where the borrow is used, which is another place in the machine
#[manual_async]
async fn f() -> usize {
    let s = text().await.as_str();
    wait().await;
    s.len()
}
//- field_changed_while_captured
// more: rustc checks borrows in the machine too
impl Db {
    #[manual_async]
    async fn f(&mut self) {
        let mut c = || self.count += 1;
        wait().await;
        self.count += 1;
        c();
    }
}
//- self_used_after_part_moved
// more: locals are behind pointers in the machine
impl Db {
    #[manual_async]
    async fn f(self) -> Db {
        let n = self.name;
        wait().await;
        self
    }
}
//- self_not_mut
impl Db {
    #[manual_async]
    async fn f(self) {
        wait().await;
        self.count += 1;
    }
}
//- method_returns_reference_to_local
// more: the body is checked as a value that is returned later
impl Db {
    #[manual_async]
    async fn f(&self) -> &str {
        let s = text().await;
        &s
    }
}
//- field_borrowed_and_returned
impl Db {
    #[manual_async]
    async fn f(&mut self) -> &String {
        let a = &mut self.name;
        wait().await;
        self.name.clear();
        a
    }
}
//- method_spawns_with_self
impl Db {
    #[manual_async]
    async fn f(&self) {
        wait().await;
        std::thread::spawn(|| println!("{}", self.name));
    }
}
//- method_returns_static_reference
impl Db {
    #[manual_async]
    async fn f(&self) -> &'static str {
        wait().await;
        &self.name
    }
}
//- field_changed_while_iterated
impl Db {
    #[manual_async]
    async fn f(&mut self) {
        for s in &self.list {
            wait().await;
            self.list.push(s.clone());
        }
    }
}
//- self_assign
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&self) {
        wait().await;
        self.count += 1;
    }
}
//- self_assign_await
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&self) {
        self.name = text().await;
    }
}
//- self_field_moved
// more: locals are behind pointers in the machine
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&self) -> String {
        wait().await;
        self.name
    }
}
//- self_field_moved2
// more: locals are behind pointers in the machine
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&mut self) -> Vec<String> {
        let l = self.list;
        wait().await;
        l
    }
}
//- self_insert_await
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&self) {
        self.map.insert(text().await, text().await);
    }
}
//- self_push
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&self) {
        let s = text().await;
        self.list.push(s);
    }
}
//- spawn_borrow
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
#[manual_async]
async fn f() {
    let s = text().await;
    spawn(async {
        println!("{s}");
    });
    wait().await;
}
//- spawn_self
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&self) {
        wait().await;
        spawn(async move {
            println!("{}", self.name);
        });
    }
}
//- static_ref
#[manual_async]
async fn f(s: &str) -> &'static str {
    wait().await;
    s
}
//- two_borrows_self
impl Db {
    fn g(&mut self, s: &str) {}
    #[manual_async]
    async fn f(&mut self) {
        let a = &mut self.list;
        wait().await;
        self.list.clear();
        a.clear();
    }
}
//- use_after_move
fn take(s: String) {}
#[manual_async]
async fn f() {
    let s = text().await;
    take(s);
    wait().await;
    println!("{s}");
}
//- use_after_move_loop
fn take(s: String) {}
#[manual_async]
async fn f() {
    let s = text().await;
    loop {
        take(s);
        wait().await;
    }
}
//- use_after_spawn
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
#[manual_async]
async fn f() {
    let s = text().await;
    spawn(async move {
        drop(s);
    });
    wait().await;
    println!("{}", s);
}
//- awaited_twice
#[manual_async]
async fn f() {
    let w = wait();
    w.await;
    w.await;
}
//- moved_then_used_after_await
#[manual_async]
async fn f(s: String) {
    let t = s;
    wait().await;
    println!("{}", s);
}
//- moved_in_match
#[manual_async]
async fn f(o: Option<String>) {
    match o {
        Some(s) => wait().await,
        None => {}
    }
    println!("{:?}", o);
}
//- moved_in_for
#[manual_async]
async fn f(v: Vec<String>) {
    for s in v {
        wait().await;
    }
    println!("{}", v.len());
}
//- borrowed_and_changed
#[manual_async]
async fn f(mut v: Vec<u8>) {
    let first = &v[0];
    wait().await;
    v.push(1);
    println!("{first}");
}
//- borrowed_and_assigned
#[manual_async]
async fn f() {
    let mut s = text().await;
    let r = &s;
    s = text().await;
    println!("{r}");
}
//- two_mutable_borrows
#[manual_async]
async fn f(mut v: Vec<u8>) {
    let a = &mut v;
    let b = &mut v;
    wait().await;
    a.push(1);
    b.push(1);
}
//- argument_not_mut
#[manual_async]
async fn f(n: u8) {
    wait().await;
    n += 1;
}
//- mutable_method_of_local
impl Db {
    async fn load(&mut self) {}
}
#[manual_async]
async fn f(db: Db) {
    db.load().await;
}
//- uninitialised
#[manual_async]
async fn f(b: bool) -> u8 {
    let n;
    if b {
        n = number().await;
    }
    n
}
//- reference_to_inner_scope
// twice: rustc says where the borrow is used, which is another place in the machine
#[manual_async]
async fn f() {
    let r;
    {
        let s = text().await;
        r = &s;
    }
    wait().await;
    println!("{r}");
}
//- vec_index_moved
// twice: rustc advises to borrow what a `let` is given, and in the machine it goes into a slot
#[manual_async]
async fn f(v: &Vec<String>) -> String {
    let s = v[0];
    wait().await;
    s
}
//- option_ref_matched
// twice: rustc advises to borrow what the pattern takes, and in the machine what an arm takes is awaited there
#[manual_async]
async fn f(o: &Option<String>) -> String {
    wait().await;
    match *o {
        Some(s) => s,
        None => text().await,
    }
}
//- mutable_method_of_shared
// more: locals are behind pointers in the machine
impl Db {
    async fn load(&mut self) {}
}
#[manual_async]
async fn f(db: &Db) {
    db.load().await;
}
//- reference_of_argument_changed
#[manual_async]
async fn f(v: &Vec<u8>) {
    v.push(number().await);
}
//- reference_of_argument_assigned
#[manual_async]
async fn f(n: &u8) {
    wait().await;
    *n = 1;
}
//- guard_across_await
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
#[manual_async]
async fn f(m: Arc<Mutex<u8>>) {
    let g = m.lock().unwrap();
    wait().await;
    drop(g);
}
fn g(m: Arc<Mutex<u8>>) {
    spawn(f(m));
}
//- missing_bound_send
// other words: rustc has words of its own for futures that it has made
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
#[manual_async]
async fn f<T: 'static>(t: T) {
    wait().await;
    drop(t);
}
fn g<T: 'static>(t: T) {
    spawn(f(t));
}
//- returned_reference_to_argument
// other words: the body is checked as a value that is returned later
#[manual_async]
async fn f(s: String) -> &'static str {
    wait().await;
    s.as_str()
}
//- recursion_without_box
#[manual_async]
async fn f(n: u8) {
    if n > 0 {
        f(n - 1).await;
    }
}
//- generic_moved_twice
#[manual_async]
async fn f<T: Clone>(t: T) -> (T, T) {
    wait().await;
    (t, t)
}
//- match_ref
#[manual_async]
async fn f(o: &Option<String>) -> String {
    wait().await;
    match o {
        Some(s) => s,
        None => String::new(),
    }
}
//- while_let_moved
#[manual_async]
async fn f(v: Vec<String>) {
    while let Some(s) = v.pop() {
        wait().await;
    }
}
//- not_copy_in_loop
#[derive(Debug)]
struct Config {
    name: String,
}
async fn run(c: Config) {}
#[manual_async]
async fn f(c: Config) {
    for _ in 0..3 {
        run(c).await;
    }
}
//- refcell_twice
#[manual_async]
async fn f(c: &RefCell<Vec<u8>>) {
    let v = c.borrow();
    v.push(number().await);
}
//- spawn_not_static
fn spawn<F: std::future::Future + Send + 'static>(f: F) {}
#[manual_async]
async fn f(s: &str) {
    wait().await;
    println!("{}", s.len());
}
fn g() {
    let s = String::new();
    spawn(f(&s));
}
//- mutable_iteration
// more: locals are behind pointers in the machine
#[manual_async]
async fn f(v: Vec<String>) {
    for s in v.iter() {
        wait().await;
        s.push('x');
    }
}
//- recursion_of_a_method_without_a_box
struct S(u8);
#[manual_async]
impl S {
    async fn f(&self, n: u8) -> u8 {
        wait().await;
        if n > self.0 { 0 } else { self.f(n + 1).await }
    }
}
