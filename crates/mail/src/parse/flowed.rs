//! `format=flowed` undone (RFC 3676): lines that were only broken to fit are joined again.

/// Joins flowed lines; with `delete_space` (`DelSp=yes`) the space at the break was added by the sender.
pub(super) fn unflow(text: &str, delete_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // The depth of quoting of the paragraph that is still open, if one is.
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let content = line.trim_start_matches('>');
        let depth = line.len() - content.len();
        let content = content.strip_prefix(' ').unwrap_or(content);
        let is_signature = content == "-- ";
        let continues = open == Some(depth) && !is_signature;
        if !continues {
            if open.is_some() {
                out.push('\n');
            }
            if depth > 0 {
                out.extend(std::iter::repeat_n('>', depth));
                out.push(' ');
            }
        }
        let is_flowed = content.ends_with(' ') && !is_signature;
        let content = if is_flowed && delete_space { &content[..content.len() - 1] } else { content };
        out.push_str(content);
        open = if is_flowed { Some(depth) } else { None };
        if !is_flowed {
            out.push('\n');
        }
    }
    // `split` sees one line more than there are line ends.
    out.pop();
    out
}
