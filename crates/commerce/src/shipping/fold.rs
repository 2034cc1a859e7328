//! One spelling for names that people, plug-ins and carriers spell in many ways.

/// Letters and digits only, small, with Turkish letters as Latin ones and Arabic forms as Persian ones, so that
/// `Yurtiçi Kargo`, `yurtici-kargo` and `YURTİÇİ KARGO` are the same. For comparing, never for showing.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'İ' | 'I' | 'ı' => 'i',
            'Ş' | 'ş' => 's',
            'Ç' | 'ç' => 'c',
            'Ğ' | 'ğ' => 'g',
            'Ö' | 'ö' => 'o',
            'Ü' | 'ü' => 'u',
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}
