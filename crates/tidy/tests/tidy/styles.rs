//! Persian reads from the right: nothing is placed at a side that has a name of its own.

use tidy::sources;

use crate::none;

/// Properties that mean a side of the paper and not of the text.
const PHYSICAL: &str = concat!(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|",
    r"border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
);

#[test]
fn style_sheets_use_logical_properties() {
    let physical = regex::Regex::new(PHYSICAL).unwrap();
    let mut found = Vec::new();
    for source in sources("frontend", &[".css", ".svelte", ".html"]) {
        let style =
            if source.path.ends_with(".css") { source.text.clone() } else { blocks(&source.text, "style") };
        for line in style.lines().filter(|line| physical.is_match(line)) {
            // The rounded corners of a screen are where they are, whatever is read on it.
            if !line.contains("safe-area-inset-") {
                found.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    none(
        "Use the start and end of the text: margin-inline-start, inset-inline-end, text-align: start.",
        &found,
    );
}

/// What stands in the elements of a name, and nothing else.
fn blocks(text: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let after = text.split(open.as_str()).skip(1);
    after.filter_map(|rest| Some(rest.split(close.as_str()).next()?.split_once('>')?.1)).collect()
}
