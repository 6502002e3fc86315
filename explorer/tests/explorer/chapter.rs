//! The chapter in the documentation shows what the program prints.
//!
//! `UPDATE_EXPECT=1` writes it anew.

use crate::support;

const CHAPTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/how-async-fn-works.md");
const PROGRAM: &str = "$ cargo run --package explorer -- ";

/// What is printed by a command, which may be given something to read: `graph - --format dot <<'END'`.
fn printed(command: &str, input: &str) -> String {
    let arguments: Vec<&str> = command.split(" <<").next().unwrap_or(command).split(' ').collect();
    let shown = support::run_in("..", env!("CARGO_BIN_EXE_manual-async"), &arguments, input);
    assert_eq!(shown.code, 0, "{command}: {}", shown.err);
    shown.text().lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The chapter with the blocks as they should be. What `expand` prints is too long to be shown.
fn as_it_should_be(chapter: &str) -> String {
    let mut right = String::new();
    let mut lines = chapter.lines();
    while let Some(line) = lines.next() {
        right += &format!("{line}\n");
        let Some(command) = line.strip_prefix(PROGRAM) else { continue };
        let mut input = String::new();
        if command.ends_with("<<'END'") {
            for line in lines.by_ref() {
                right += &format!("{line}\n");
                if line == "END" {
                    break;
                }
                input += &format!("{line}\n");
            }
        }
        let shown: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match command.split(' ').next() {
            // It listens, or it compiles what is being tested.
            Some("serve" | "sizes") => shown.iter().for_each(|line| right += &format!("{line}\n")),
            Some("expand") => assert!(!printed(command, &input).is_empty()),
            _ => right += printed(command, &input).trim_end(),
        }
        right = format!("{}\n```\n", right.trim_end());
    }
    right
}

#[test]
fn the_chapter_shows_what_is_printed() {
    let chapter = std::fs::read_to_string(CHAPTER).expect("the chapter").replace("\r\n", "\n");
    let right = as_it_should_be(&chapter);
    if chapter != right && std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(CHAPTER, right).expect("it can be written");
        return;
    }
    assert_eq!(chapter, right, "UPDATE_EXPECT=1 cargo test -p explorer   writes what is right");
}

#[test]
fn the_chapter_walks_through_all_examples() {
    let chapter = std::fs::read_to_string(CHAPTER).expect("the chapter");
    let titles: Vec<&str> = chapter.lines().filter(|line| line.starts_with("## ")).collect();
    let manifest = include_str!("../../../Cargo.toml").replace("\r\n", "\n");
    let examples = manifest.split("[[example]]\nname = \"").skip(1).filter_map(|rest| rest.split('"').next());
    for (number, example) in examples.enumerate() {
        let title = format!("## {}. `{example}`: ", number + 1);
        assert!(titles[number].starts_with(&title), "{} is not {title}", titles[number]);
    }
}
