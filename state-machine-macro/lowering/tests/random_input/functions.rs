//! Functions that the random mistakes start from: together they contain every construct of the language's bodies.

pub const FUNCTIONS: &[&str] = &[
    "async fn empty() {}",
    "pub async fn read(path: &str) -> io::Result<String> {
        let mut file = File::open(path).await?;
        let mut text = String::new();
        file.read_to_string(&mut text).await?;
        Ok(text)
    }",
    "#[doc = \"x\"] #[inline] pub(crate) async unsafe fn signature<'a, T: Fn(u8) -> u8, const N: usize>(
        &'a mut self, mut count: [T; N], (left, _): (u8, u8), Point { x, .. }: Point, f: impl Fn(u8),
    ) -> Result<&'a T, Box<dyn Error + 'a>> where T: 'a { f(left); self.get(x, count).await }",
    "async extern \"C\" fn foreign(self: Pin<&mut Self>) -> i32 { self.poll_me().await as i32 }",
    "async fn branches(flag: bool) -> u8 {
        if flag { one().await } else if let Some(x) = two().await && x > 1 { x } else { three().await; 4 }
    }",
    "async fn matches(x: Option<u8>) -> u8 {
        match next(x).await? {
            Some(0 | 1) => zero().await,
            Some(n @ 2..=5) if n != 3 => { let m = n; more(&m).await }
            Some(ref y) => *y,
            None => return default().await,
            _ => unreachable!(),
        }
    }",
    "async fn loops(mut list: Vec<u8>) -> usize {
        let mut total = 0;
        'outer: for (index, item) in list.iter().enumerate() {
            while let Some(x) = step(index).await { if x == *item { continue 'outer; } total += x; }
            let found = loop { if ready().await { break total + 1; } };
            if found > 10 { break; }
        }
        while total < 10 { total = grow(total).await; }
        total
    }",
    "async fn shadows() { let x = 1; let x = f(x).await; { let x = &x; g(x).await; } let y; if x { y = 1 } else { y = 2 } h(y).await; }",
    "async fn closures(v: Vec<u8>) -> Vec<u8> {
        let add = |x: u8| -> u8 { x + v[0] };
        let later = async move { wait(1).await; 2 };
        let third = async || wait(3).await;
        v.iter().map(|x| add(*x)).chain([later.await, third().await]).collect()
    }",
    "async fn macros(x: u8) { println!(\"{x} {:?} {y}\", x, y = 1); let v = vec![x; 3]; assert_eq!(v.len(), 3, \"{}\", x); wait(dbg!(x)).await; matches!(v[..], [_, ..]); }",
    "async fn chains(c: Client) -> Result<u8, E> { let body = c.get(\"x\").send().await?.bytes().await?; Ok(*body.first().ok_or(E)? + !other().await) }",
    "async fn places(mut s: S) { s.a.b = f().await; s.list[0].c(&mut s.d).await; (s.x, s.y) = pair().await; *s.p = 1; s.t.0.1 = 2; }",
    "async fn moves(a: A) -> A { let b = a; if flag() { drop(b); return wait().await; } let c = { let d = b; d.m().await; d }; c }",
    "async fn items() -> u8 { use a::b; const N: usize = 3; fn inner(x: u8) -> u8 { x } struct S { x: u8 } let S { x } = S { x: 1 }; inner(x + N as u8).min(f().await) }",
    "async fn labels() -> u8 { let x = 'block: { if a().await { break 'block 1; } 2 }; unsafe { raw(x).await } }",
    "async fn refused(x: u8) { f(x, g().await); x += h().await; a && b().await; println!(\"{}\", c().await); match x { y if d(y).await => {} _ => {} } const { 1 }; || e().await; }",
    "async fn options(x: Option<u8>) -> Option<u8> { let y = x?; let Some(z) = f(y).await else { return None; }; let [a, b, ..] = g(z).await? else { panic!() }; Some(a..b).map(|r| r.start) }",
    "async fn conditional(#[cfg(unix)] x: u8) -> u8 { #[cfg(unix)] let y = f().await; #[cfg(not(unix))] let y = 1; match y { #[cfg(unix)] 1 => g().await, _ => 0 } }",
    "async fn generic<T, I: IntoIterator<Item = T>>(items: I) where T: Future<Output = ()> + Send { for item in items { item.await; } }",
    "async fn recursion(n: u64) -> u64 { if n == 0 { 1 } else { n * Box::pin(recursion(n - 1)).await } }",
    "async fn never() -> ! { loop { wait().await } }",
    "async fn blocks() -> impl Display { let x = { let y = one().await; y + 1 }; let z = async { x.await }.await; (x, z, [1, 2], &x, S { x, ..z }) ; #[allow(unused)] { 1 } }",
    "async fn inner_attributes() { #![allow(unused)] let _ = f().await; let _guard = lock().await; ; ; }",
    "async fn ranges(x: &[u8]) { for i in 0..x.len() { f(&x[..i], ..=i).await; } let (a, .., b) = t().await; let &c = r().await; let Some(ref mut d) = o() else { return }; }",
];
