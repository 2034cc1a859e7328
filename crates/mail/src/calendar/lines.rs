//! Content lines (RFC 5545 §3.1): unfolded, cut into name, parameters and value, and sorted into components.

/// Most lines of one component; an event with more is cut.
const MOST_LINES: usize = 2_000;
/// Most components of a kind.
const MOST_COMPONENTS: usize = 50;

/// A calendar file.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    pub(super) method: Option<String>,
    pub(super) events: Vec<Component>,
    pub(super) zones: Vec<Zone>,
}

/// A time zone that the file describes.
#[derive(Debug, Default)]
pub(super) struct Zone {
    pub(super) about: Component,
    pub(super) standard: Vec<Component>,
    pub(super) daylight: Vec<Component>,
}

/// What stands between a `BEGIN` and its `END`, without what is nested in it.
#[derive(Debug, Default)]
pub(super) struct Component(Vec<Property>);

/// A line: `DTSTART;TZID=Europe/Istanbul:20261125T100000`.
#[derive(Debug)]
pub(super) struct Property {
    name: String,
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Component {
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.0.iter().find(|property| property.name == name)
    }

    pub(super) fn all(&self, name: &'static str) -> impl Iterator<Item = &Property> {
        self.0.iter().filter(move |property| property.name == name)
    }

    fn push(&mut self, property: Property) {
        if self.0.len() < MOST_LINES {
            self.0.push(property);
        }
    }
}

impl Property {
    /// A parameter by its name in capitals.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

pub(super) fn read(text: &str) -> Calendar {
    let mut calendar = Calendar::default();
    let mut open: Vec<String> = Vec::new();
    for line in unfolded(text) {
        let Some(property) = property(&line) else { continue };
        match property.name.as_str() {
            "BEGIN" if open.len() < MOST_COMPONENTS => {
                let name = property.value.trim().to_ascii_uppercase();
                calendar.begin(&name);
                open.push(name);
            }
            "END" => {
                open.pop();
            }
            _ => calendar.add(&open, property),
        }
    }
    calendar
}

impl Calendar {
    fn begin(&mut self, name: &str) {
        match name {
            "VEVENT" if self.events.len() < MOST_COMPONENTS => self.events.push(Component::default()),
            "VTIMEZONE" if self.zones.len() < MOST_COMPONENTS => self.zones.push(Zone::default()),
            "STANDARD" | "DAYLIGHT" => {
                let Some(zone) = self.zones.last_mut() else { return };
                let rules = if name == "STANDARD" { &mut zone.standard } else { &mut zone.daylight };
                if rules.len() < MOST_COMPONENTS {
                    rules.push(Component::default());
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, open: &[String], property: Property) {
        let into = match open.last().map(String::as_str) {
            Some("VEVENT") => self.events.last_mut(),
            Some("VTIMEZONE") => self.zones.last_mut().map(|zone| &mut zone.about),
            Some("STANDARD") => self.zones.last_mut().and_then(|zone| zone.standard.last_mut()),
            Some("DAYLIGHT") => self.zones.last_mut().and_then(|zone| zone.daylight.last_mut()),
            Some("VCALENDAR") if property.name == "METHOD" => {
                self.method = Some(property.value.trim().to_owned());
                None
            }
            _ => None,
        };
        if let Some(component) = into {
            component.push(property);
        }
    }
}

/// Lines that begin with white space go on with the line above.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn property(line: &str) -> Option<Property> {
    let end = line.find([';', ':'])?;
    let name = line[..end].trim().trim_start_matches('\u{feff}').to_ascii_uppercase();
    let mut parameters = Vec::new();
    let mut rest = &line[end..];
    while let Some(parameter) = rest.strip_prefix(';') {
        let (key, after) = parameter.split_once('=')?;
        let (value, after) = parameter_value(after)?;
        parameters.push((key.trim().to_ascii_uppercase(), value.to_owned()));
        rest = after;
    }
    Some(Property { name, parameters, value: rest.strip_prefix(':')?.to_owned() })
}

/// A parameter's value, in quotes or up to the next mark.
fn parameter_value(text: &str) -> Option<(&str, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (value, after) = quoted.split_once('"')?;
        let end = after.find([';', ':'])?;
        return Some((value, &after[end..]));
    }
    let end = text.find([';', ':'])?;
    Some((&text[..end], &text[end..]))
}
