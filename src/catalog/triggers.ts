/** What follows by itself from a change to a table (tables/), whoever makes it. */

function releasedOtherwise(change: string): string {
  const row = change === 'DELETE' ? 'OLD' : 'NEW';
  return `
  CREATE TRIGGER delivery_after_${change.toLowerCase()}_release AFTER ${change} ON release
  BEGIN
    UPDATE delivery SET text_version = NULL WHERE photo_id = ${row}.photo_id;
    UPDATE review SET stale = 1, sidecar_version = NULL WHERE photo_id = ${row}.photo_id;
    UPDATE photo SET status = 'sidecars' WHERE id = ${row}.photo_id AND status IN ('embed', 'done');
  END;`;
}

const namesReleases = (change: string, photoId: string, text: string) => `
  CREATE TRIGGER names_releases_${change.toLowerCase().replaceAll(' ', '_')} AFTER ${change}
    WHEN instr(NEW.${text}, 'ReleaseId":') > 0
  BEGIN
    INSERT INTO names_releases SELECT NEW.${photoId} WHERE NEW.${photoId} NOT IN names_releases;
  END;`;

function saidAtOutlet(change: string): string {
  const row = change === 'DELETE' ? 'OLD' : 'NEW';
  return `
  CREATE TRIGGER delivery_after_${change.toLowerCase()}_at_outlet AFTER ${change} ON at_outlet
  BEGIN
    UPDATE delivery SET text_version = NULL WHERE photo_id = ${row}.photo_id AND outlet = ${row}.outlet;
    DELETE FROM unfit WHERE photo_id = ${row}.photo_id AND outlet = ${row}.outlet;
  END;`;
}

/** The segment of a photo's id in the inverted index. */
export const segmentBits = 15;

function outsideTerms(change: string, when = ''): string {
  return `
  CREATE TRIGGER terms_after_${change.toLowerCase()} AFTER ${change} ON search${when}
  BEGIN
    UPDATE outside_terms SET taken = 0 WHERE photo_id = NEW.photo_id AND taken = 1;
    INSERT INTO outside_terms SELECT NEW.photo_id, 0 WHERE NEW.photo_id NOT IN (SELECT photo_id FROM outside_terms);
  END;`;
}

/** The columns of search that the inverted index holds. */
export const indexedFields = [
  ...['title', 'keywords', 'name', 'folder', 'city', 'country'],
  ...['usage', 'rating', 'label', 'pick'],
] as const;

const rowOf = (name: string) => `(${indexedFields.map((field) => `${name}.${field}`).join(', ')})`;

function orderLost(change: string, when = ''): string {
  const name = (change.split(' ')[0] ?? change).toLowerCase();
  return `
  CREATE TRIGGER order_after_${name} AFTER ${change} ON photo${when}
  BEGIN
    DELETE FROM known_order;
  END;`;
}

export const triggers = `
  -- Whoever changes a fact that titles, checks and the filter go by: all that was made from it is made again.
  CREATE TRIGGER review_follows_photo
    AFTER UPDATE OF path, usage, city, country, region, country_code, taken_on, taken_at ON photo
    WHEN EXISTS (SELECT 1 FROM review WHERE photo_id = NEW.id)
      AND (OLD.path, OLD.usage, OLD.city, OLD.country, OLD.region, OLD.country_code, OLD.taken_on, OLD.taken_at)
        IS NOT (NEW.path, NEW.usage, NEW.city, NEW.country, NEW.region, NEW.country_code, NEW.taken_on, NEW.taken_at)
  BEGIN
    UPDATE review SET stale = 1 WHERE photo_id = NEW.id;
    UPDATE photo SET status = 'sidecars' WHERE id = NEW.id AND status IN ('embed', 'done');
  END;

  -- The filter finds photos before there is a text.
  CREATE TRIGGER search_of_new_photo AFTER INSERT ON photo
  BEGIN
    INSERT INTO unindexed SELECT NEW.id WHERE NEW.id NOT IN unindexed;
  END;
  CREATE TRIGGER search_follows_photo
    AFTER UPDATE OF path, usage, city, country, taken_on, taken_at, existing ON photo
    WHEN (OLD.path, OLD.usage, OLD.city, OLD.country, OLD.taken_on, OLD.taken_at, OLD.existing)
      IS NOT (NEW.path, NEW.usage, NEW.city, NEW.country, NEW.taken_on, NEW.taken_at, NEW.existing)
  BEGIN
    INSERT INTO unindexed SELECT NEW.id WHERE NEW.id NOT IN unindexed;
  END;

  -- What the inverted index and the order by path are made from.
${outsideTerms('INSERT')}
${outsideTerms('UPDATE', ` WHEN ${rowOf('OLD')} IS NOT ${rowOf('NEW')}`)}
${orderLost('INSERT')}${orderLost('DELETE')}
${orderLost('UPDATE OF path, missing, excluded', ' WHEN (OLD.path, OLD.missing, OLD.excluded) IS NOT (NEW.path, NEW.missing, NEW.excluded)')}

  -- (OR IGNORE would not hold inside a statement that says itself what to do with a row that is there.)
  CREATE TRIGGER keywords_of_photo
    AFTER UPDATE OF existing ON photo WHEN OLD.existing <> NEW.existing
  BEGIN
    INSERT INTO existing_changed SELECT NEW.id WHERE NEW.id NOT IN existing_changed;
  END;
  CREATE TRIGGER keywords_of_new_sidecar AFTER INSERT ON sidecar
  BEGIN
    INSERT INTO unindexed SELECT NEW.photo_id WHERE NEW.photo_id NOT IN unindexed;
    INSERT INTO existing_changed SELECT NEW.photo_id WHERE NEW.photo_id NOT IN existing_changed;
  END;
  CREATE TRIGGER keywords_of_sidecar
    AFTER UPDATE OF content ON sidecar WHEN OLD.content <> NEW.content
  BEGIN
    INSERT INTO unindexed SELECT NEW.photo_id WHERE NEW.photo_id NOT IN unindexed;
    INSERT INTO existing_changed SELECT NEW.photo_id WHERE NEW.photo_id NOT IN existing_changed;
  END;
  CREATE TRIGGER keywords_without_sidecar AFTER DELETE ON sidecar
  BEGIN
    INSERT INTO unindexed SELECT id FROM photo WHERE id = OLD.photo_id AND id NOT IN unindexed;
    INSERT INTO existing_changed
      SELECT id FROM photo WHERE id = OLD.photo_id AND id NOT IN existing_changed;
  END;

  -- What a person says of a photo at an outlet makes what is known of it there out of date.
${['INSERT', 'UPDATE', 'DELETE'].map(saidAtOutlet).join('')}
${['INSERT', 'UPDATE', 'DELETE'].map(releasedOtherwise).join('')}

  -- Files name releases, too.
${['INSERT ON photo', 'UPDATE OF existing ON photo'].map((change) => namesReleases(change, 'id', 'existing')).join('')}
${['INSERT ON sidecar', 'UPDATE OF content ON sidecar'].map((change) => namesReleases(change, 'photo_id', 'content')).join('')}

  -- So do other categories, which are in the CSV alone.
  CREATE TRIGGER delivery_after_further AFTER UPDATE OF further ON review WHEN OLD.further <> NEW.further
  BEGIN
    UPDATE delivery SET text_version = NULL WHERE photo_id = NEW.photo_id;
    DELETE FROM unfit WHERE photo_id = NEW.photo_id;
  END;

  -- What held a photo back at a stage says nothing any more once it stands at another one.
  CREATE TRIGGER issues_of_stage
    AFTER UPDATE OF status ON photo WHEN OLD.status <> NEW.status
  BEGIN
    DELETE FROM issue WHERE photo_id = NEW.id AND blocking = 1 AND stage <> NEW.status;
  END;

  -- Nor is a place missing that somebody has set.
  CREATE TRIGGER issue_of_place
    AFTER UPDATE OF country ON photo WHEN OLD.country IS NULL AND NEW.country IS NOT NULL
  BEGIN
    DELETE FROM issue WHERE photo_id = NEW.id AND code = 'no-place';
  END;

  -- Who said where it was taken, and what speaks against it, are what checks go by as well.
  CREATE TRIGGER review_follows_sources
    AFTER UPDATE OF place_source, rivals ON photo
    WHEN (OLD.place_source, coalesce(OLD.rivals, '[]')) IS NOT (NEW.place_source, coalesce(NEW.rivals, '[]'))
  BEGIN
    UPDATE review SET stale = 1 WHERE photo_id = NEW.id;
  END;

  -- The picture was worked on: its text has to be looked at again.
  CREATE TRIGGER review_of_another_picture
    AFTER UPDATE OF identity ON photo
    WHEN OLD.identity IS NOT NULL AND NEW.identity IS NOT NULL AND OLD.identity <> NEW.identity
  BEGIN
    UPDATE review SET decision = 'open', title_decision = 'open', keywords_decision = 'open', stale = 1,
      sidecar_version = NULL, embedded_version = NULL WHERE photo_id = NEW.id;
    DELETE FROM fingerprint WHERE photo_id = NEW.id;
  END;
`;
