//! The files that people attach: photos and papers, drawn here.

use std::collections::BTreeMap;

use inbox::conversations::NewFile;
use people::App;

use crate::FillError;
use crate::chance::{Chance, Stream};
use crate::phrases::Paper;

/// A file that some message has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum File {
    /// A photo: which.
    Photo { name: String, number: usize },
    /// A paper with its lines.
    Paper { name: String, paper: Paper, lines: Vec<String> },
}

/// Different photos.
pub(crate) const PHOTOS: usize = 10;
/// Their size in pixels.
const WIDTH: usize = 200;
const HEIGHT: usize = 150;

/// Files that are ready to be attached: large ones are on disk.
#[derive(Debug, Default)]
pub(crate) struct Files(BTreeMap<File, NewFile>);

impl Files {
    pub(crate) fn get(&self, file: &File) -> Option<&NewFile> {
        self.0.get(file)
    }
}

/// Makes files; each photo is drawn once.
pub(crate) struct Drawing {
    seed: u64,
    photos: BTreeMap<usize, Vec<u8>>,
}

impl Drawing {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, photos: BTreeMap::new() }
    }

    /// All of these, made ready.
    pub(crate) async fn files<'f>(
        &mut self,
        app: &App,
        wanted: impl Iterator<Item = &'f File>,
    ) -> Result<Files, FillError> {
        let mut ready = BTreeMap::new();
        for file in wanted {
            if ready.contains_key(file) {
                continue;
            }
            let (name, content_type, bytes) = match file {
                File::Photo { name, number } => (name, "image/png", self.photo(*number)?),
                File::Paper { name, paper, lines } => (name, "application/pdf", pdf(*paper, lines)),
            };
            let size = i64::try_from(bytes.len()).expect("a small file");
            let new = NewFile {
                name: name.clone(),
                content_type: content_type.to_owned(),
                size,
                blob: app.blobs.prepare(bytes).await?,
                content_id: None,
                inline: false,
            };
            ready.insert(file.clone(), new);
        }
        Ok(Files(ready))
    }

    fn photo(&mut self, number: usize) -> Result<Vec<u8>, FillError> {
        if let Some(drawn) = self.photos.get(&number) {
            return Ok(drawn.clone());
        }
        let drawn = photo(self.seed, number)?;
        self.photos.insert(number, drawn.clone());
        Ok(drawn)
    }
}

/// A bowl on a table with a crack through it, in few colours, so that it is quickly drawn.
fn photo(seed: u64, number: usize) -> Result<Vec<u8>, FillError> {
    let mut chance = Chance::of(seed, Stream::Pictures, number);
    let palette = palette(*chance.pick(&GLAZES));
    let crack = crack(&mut chance);
    let pixels: Vec<u8> =
        (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y))).map(|(x, y)| pixel(x, y, &crack)).collect();
    let mut bytes = Vec::new();
    let mut encoder =
        png::Encoder::new(&mut bytes, u32::try_from(WIDTH).unwrap_or(0), u32::try_from(HEIGHT).unwrap_or(0));
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::NoFilter);
    let failed = |cause: png::EncodingError| FillError::Refused(cause.to_string());
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&pixels).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

const GLAZES: [[u8; 3]; 5] =
    [[125, 154, 146], [217, 195, 160], [60, 79, 107], [159, 45, 63], [201, 143, 107]];
/// Places in the palette: the crack, eight woods, eight lights on the glaze.
const CRACK: u8 = 0;
const WOOD: u8 = 1;
const GLAZE: u8 = 9;

fn palette(glaze: [u8; 3]) -> Vec<u8> {
    let mut colors = vec![38, 30, 28];
    colors.extend((0..8_u8).flat_map(|shade| [150 + 3 * shade, 118 + 3 * shade, 86 + 3 * shade]));
    colors.extend((0..8_u8).flat_map(|light| glaze.map(|part| part.saturating_add(5 * light))));
    colors
}

/// Where the crack is in each row of the picture.
fn crack(chance: &mut Chance) -> Vec<usize> {
    let mut x = 84 + chance.below(36);
    (0..HEIGHT)
        .map(|_| {
            x = (x + chance.below(4)).saturating_sub(chance.below(4));
            x
        })
        .collect()
}

fn pixel(x: usize, y: usize, crack: &[usize]) -> u8 {
    let (dx, dy) = (x.abs_diff(WIDTH / 2), y.abs_diff(HEIGHT / 2));
    let far = dx * dx * 2 + dy * dy * 3;
    let place = |from: u8, shade: usize| from + u8::try_from(shade % 8).unwrap_or(0);
    if far > 8_300 {
        place(WOOD, x / 9 + y / 4)
    } else if crack[y].abs_diff(x) <= 1 {
        CRACK
    } else {
        place(GLAZE, (x + y) / 44 + usize::from(far < 5_200))
    }
}

/// One page of Helvetica (PDF 1.4, ISO 32000-1 §7.5), with the offsets that readers ask for.
fn pdf(paper: Paper, lines: &[String]) -> Vec<u8> {
    let title = match paper {
        Paper::Invoice => "Nar Seramik - Invoice",
        Paper::Label => "Nar Seramik - Return label",
        Paper::Prices => "Nar Seramik - Price list for retailers",
    };
    let mut text = format!("BT /F1 20 Tf 60 770 Td ({title}) Tj /F1 11 Tf 0 -34 Td");
    for line in lines {
        text.push_str(&format!(" ({}) Tj 0 -17 Td", plain(line)));
    }
    text.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    out.into_bytes()
}

/// What the font has, without the characters that mean something in a PDF.
fn plain(line: &str) -> String {
    line.chars().filter(|c| (' '..='~').contains(c) && !matches!(c, '(' | ')' | '\\')).collect()
}
