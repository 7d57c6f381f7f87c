//! Finding students by name, pinyin initials, student number or village.

use super::{Error, Store, StudentKey};

impl Store {
    /// Finds students who stay; `villages` are codes whose names were meant.
    pub(crate) fn search_students(
        &self,
        text: &str,
        villages: &[String],
        limit: i64,
    ) -> Result<Vec<StudentKey>, Error> {
        let escaped =
            text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let (inside, start) = (format!("%{escaped}%"), format!("{escaped}%"));
        let mut query = self.db.prepare_cached(
            "SELECT key FROM student WHERE leaving = 0 AND name <> '' AND (name LIKE ?1 ESCAPE '\\'
             OR initials LIKE ?2 ESCAPE '\\' OR initials LIKE '% ' || ?2 ESCAPE '\\'
             OR number LIKE ?1 ESCAPE '\\' OR village LIKE ?2 ESCAPE '\\'
             OR village IN (SELECT value FROM json_each(?3)))
             ORDER BY name, number LIMIT ?4",
        )?;
        let codes = serde_json::to_string(villages).unwrap_or_default();
        let keys = query.query_map((&inside, &start, codes, limit), |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Finds the codes of villages whose name has the text in it.
    pub(crate) fn villages_named(&self, text: &str) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        for region in self.regions()? {
            if region.name.contains(text) {
                found.push(region.code.as_str().to_owned());
            }
        }
        Ok(found)
    }
}
