/**
 * Version 5: `sidecar_version` and `embedded_version` of a review name what was written (src/catalog/reviews.ts), so that
 * a fact that changes and changes back makes no difference. The older numbers in them name nothing that could be asked
 * for: such a photo is written again when it has changed and changed back.
 */
export const written = `
  DROP TRIGGER review_follows_photo;
  -- Whoever changes a fact that titles, checks and the filter go by: all that was made from it is made again.
  CREATE TRIGGER review_follows_photo
    AFTER UPDATE OF path, usage, city, country, region, country_code, taken_on, taken_at ON photo
    WHEN EXISTS (SELECT 1 FROM review WHERE photo_id = NEW.id)
      AND (OLD.path, OLD.usage, OLD.city, OLD.country, OLD.region, OLD.country_code, OLD.taken_on, OLD.taken_at)
        IS NOT (NEW.path, NEW.usage, NEW.city, NEW.country, NEW.region, NEW.country_code, NEW.taken_on, NEW.taken_at)
  BEGIN
    UPDATE review SET stale = 1 WHERE photo_id = NEW.id;
    UPDATE photo SET standing = 'sidecars' WHERE id = NEW.id AND standing IN ('embed', 'done');
    INSERT OR IGNORE INTO unindexed VALUES (NEW.id);
  END;
`;
