//! Answers that stand inside a quote which is otherwise dropped: behind an arrow, or in another colour.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Answer;
use super::lines::{Line, Mark};

/// "Does this time suit you? ---> YES IT DOES": an arrow, or after a question also a dash line.
static ARROW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[?؟？]\s*(?:[-–—]{2,}>?|[=]{1,}>|->|→|⇒|>{2,}|={2,}|\*{2,})|\s(?:-{2,}>|={2,}>))\s*(?P<answer>[^\s>=\-–—*].*)$")
        .expect("the pattern is written in this file")
});

/// The answers inside the lines of a quote or of an unmarked history, in order.
pub(super) fn answers(lines: &[Line], quoted: Range<usize>) -> Vec<Answer> {
    let filled = quoted.clone().filter(|&index| !lines[index].is_blank()).count();
    let coloured = quoted.clone().filter(|&index| is_coloured(&lines[index])).count();
    let colour_tells = coloured > 0 && coloured * 2 <= filled;
    let mut answers: Vec<Answer> = Vec::new();
    let mut question = String::new();
    let mut continued = false;
    for line in &lines[quoted] {
        let content = line.content().trim();
        if colour_tells && is_coloured(line) && !question.is_empty() {
            match answers.last_mut() {
                Some(last) if continued => last.answer = format!("{}\n{content}", last.answer),
                _ => answers.push(Answer { question: question.clone(), answer: content.to_owned() }),
            }
            continued = true;
            continue;
        }
        if line.is_blank() {
            continue;
        }
        continued = false;
        question.clear();
        question.push_str(content);
        if content.len() <= 2000
            && let Some(found) = ARROW.captures(content)
            && let Some(answer) = found.name("answer")
        {
            let asked = content[..found.get(0).map_or(0, |whole| whole.start())].trim();
            let mark = &content[asked.len()..answer.start()];
            let asked = format!(
                "{asked}{}",
                mark.trim().chars().take_while(|c| "?؟？".contains(*c)).collect::<String>()
            );
            answers.push(Answer { question: asked, answer: answer.as_str().trim().to_owned() });
        }
    }
    answers
}

fn is_coloured(line: &Line) -> bool {
    line.mark == Mark::Coloured && !line.is_blank()
}
