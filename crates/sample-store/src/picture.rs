//! Pictures of the products: a few strokes each, drawn here, so that nothing is fetched from anywhere.

use serde::Deserialize;

/// What a product looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shape {
    Mug,
    Cup,
    Bowl,
    Plate,
    Vase,
    Teapot,
    Jug,
    Jar,
    Tray,
    Tile,
    Candle,
    Cloth,
    Towel,
    Apron,
    Pillow,
    Blanket,
}

impl Shape {
    /// On a ground of 40 by 40; `c` stands for the colour's attribute.
    fn strokes(self) -> &'static str {
        match self {
            Self::Mug => {
                "<path d='M11 12h15v13q0 5-5 5h-5q-5 0-5-5z' c/><path d='M26 15h3q4 0 4 5t-5 5h-2' fill='none' stroke='#0004' stroke-width='2'/>"
            }
            Self::Cup => "<path d='M12 15h15v5q0 7-7 7t-8-7z' c/><ellipse cx='19' cy='31' rx='12' ry='2' c/>",
            Self::Bowl => {
                "<path d='M7 16h26q0 15-13 15T7 16z' c/><ellipse cx='20' cy='16' rx='13' ry='3' fill='#0002'/>"
            }
            Self::Plate => "<circle cx='20' cy='20' r='13' c/><circle cx='20' cy='20' r='8' fill='#fff5'/>",
            Self::Vase => "<path d='M16 7h8l-1 6q7 4 7 11t-6 9h-8q-6-2-6-9t7-11z' c/>",
            Self::Teapot => {
                "<path d='M10 18q0-6 10-6t10 6v6q0 6-10 6t-10-6z' c/><path d='M30 18l6-4M10 18q-6 0-5 6t6 2' fill='none' stroke='#0005' stroke-width='2'/>"
            }
            Self::Jug => {
                "<path d='M14 8h10l2 3-2 4q4 4 4 9 0 8-8 8t-8-8q0-5 4-9z' c/><path d='M27 14q6 2 4 10' fill='none' stroke='#0004' stroke-width='2'/>"
            }
            Self::Jar => {
                "<path d='M12 15h16v13q0 4-4 4h-8q-4 0-4-4z' c/><path d='M14 10h12v4H14z' fill='#0004'/>"
            }
            Self::Tray => {
                "<rect x='5' y='14' width='30' height='13' rx='6' c/><rect x='8' y='17' width='24' height='7' rx='3' fill='#fff5'/>"
            }
            Self::Tile => {
                "<rect x='8' y='8' width='24' height='24' rx='2' c/><path d='M20 12l6 8-6 8-6-8z' fill='#fff7'/>"
            }
            Self::Candle => {
                "<path d='M12 22h16v6q0 4-8 4t-8-4z' c/><path d='M18 12h4v10h-4z' fill='#fff'/><path d='M20 6q3 4 0 6-3-2 0-6z' fill='#e2b25c'/>"
            }
            Self::Cloth => "<path d='M7 11l26-2v20l-26 2z' c/><path d='M7 15l26-2' stroke='#fff8'/>",
            Self::Towel => {
                "<rect x='12' y='7' width='16' height='26' rx='2' c/><path d='M12 26h16M12 28h16' stroke='#fff9'/>"
            }
            Self::Apron => {
                "<path d='M15 8h10l2 9 4 2v13H9V19l4-2z' c/><rect x='15' y='22' width='10' height='6' fill='#fff4'/>"
            }
            Self::Pillow => "<path d='M8 10q12 4 24 0-4 10 0 20-12-4-24 0 4-10 0-20z' c/>",
            Self::Blanket => {
                "<rect x='7' y='13' width='26' height='17' rx='3' c/><path d='M7 18h26M7 24h26' stroke='#fff7'/>"
            }
        }
    }
}

/// The picture as a `data:` address.
pub(crate) fn of(shape: Shape, color: &str) -> String {
    let strokes = shape.strokes().replace(" c/", &format!(" fill='{color}'/"));
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'><path d='M0 0h40v40H0z' fill='#f6efe6'/>{strokes}</svg>"
    );
    let escaped = svg.replace('#', "%23").replace('<', "%3C").replace('>', "%3E").replace(' ', "%20");
    format!("data:image/svg+xml,{escaped}")
}
