package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a day's table anew, with what can be read of it.
///
/// # Implementation notes
///
/// Rows are read by a connection of its own, as one that found damage can't write any more, in
/// order of their keys; behind a place that can't be read the next ones are tried, further and
/// further on. The damaged table stays in the file under another name: to drop it would free pages
/// that may be another table's.
final class Salvage {
  static final String DAMAGED = "damaged_";
  static final String SAVED = "saved_";

  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.embedded");
  private static final Pattern NAME = Pattern.compile("(head|chunk|seen|thin)_([0-9]{8})");
  private static final int ROWS_AT_A_TIME = 256;
  private static final long LONGEST_JUMP = 1L << Windows.ID_BITS;
  private static final long END = Windows.rows(Windows.A_DAY - 1) + LONGEST_JUMP;

  private final Vault vault;
  private final String table;
  private final int day;
  private final boolean bare;
  private final String key;
  private long next;
  private long jump = 1;
  private long rows;
  private long places;

  private Salvage(Vault vault, String table, String kind, int day) {
    this.vault = vault;
    this.table = table;
    this.day = day;
    this.bare = kind.equals("seen");
    this.key = kind.equals("seen") || kind.equals("thin") ? "series" : "id";
  }

  /// @return whether the rest of the file can do without what this table has lost
  static boolean save(Vault vault, String table) throws IOException, InterruptedException {
    Matcher name = NAME.matcher(table);
    if (!name.matches()) {
      return false;
    }
    int day = Windows.dayNamed(name.group(2));
    new Salvage(vault, table, name.group(1), day).save();
    if (name.group(1).equals("seen")) {
      new Sighting(vault, day).restore();
    }
    return true;
  }

  private void save() throws IOException, InterruptedException {
    long before =
        vault.write(
            "save a damaged table",
            (link, intake) -> {
              begin(link);
              return intake.rows(day);
            });
    while (next < END) {
      copy();
    }
    vault.write(
        "save a damaged table",
        (link, intake) -> {
          if (intake.rows(day) != before) {
            rest(link);
          }
          swap(link);
          intake.forget(link);
          return true;
        });
    LOG.error(
        "{} was damaged and is made anew: {} rows were saved, {} places could not be read and are"
            + " left out; what was damaged still takes room in the file",
        table,
        rows,
        places);
    vault.note(table, new Damage(places + " places could not be read"));
  }

  private void begin(Link link) throws SQLException {
    link.run("DROP TABLE IF EXISTS " + SAVED + table);
    link.run(
        "CREATE TABLE "
            + SAVED
            + table
            + "("
            + key
            + " INTEGER PRIMARY KEY"
            + (bare ? "" : ", blob BLOB")
            + ")");
  }

  private void copy() throws IOException, InterruptedException {
    var some = new ArrayList<Blob>();
    boolean sound;
    try (Lease lease = vault.lease()) {
      sound = lease.work("save a damaged table", link -> isRead(link, some));
    }
    vault.write("save a damaged table", (link, _) -> insert(link, some));
    rows += some.size();
    if (!some.isEmpty()) {
      next = some.getLast().id() + 1;
      jump = 1;
    }
    if (!sound) {
      places += jump == 1 ? 1 : 0;
      next += jump;
      jump = Math.min(jump * 2, LONGEST_JUMP);
    } else if (some.size() < ROWS_AT_A_TIME) {
      next = END;
    }
  }

  private boolean insert(Link link, List<Blob> some) throws SQLException {
    if (!bare) {
      return Blob.put(link, SAVED + table, key, some);
    }
    for (Blob each : some) {
      link.change("INSERT INTO " + SAVED + table + "(series) VALUES(?)", each.id());
    }
    return true;
  }

  /// @return whether it could read what there is
  private boolean isRead(Link link, List<Blob> into) throws SQLException {
    try (ResultSet found =
        link.with(
                "SELECT * FROM " + table + " WHERE " + key + " >= ? ORDER BY " + key + " LIMIT ?",
                next,
                ROWS_AT_A_TIME)
            .executeQuery()) {
      while (found.next()) {
        into.add(new Blob(found.getLong(1), bare ? new byte[0] : Link.bytes(found, 2)));
      }
      return true;
    } catch (SQLException e) {
      if (Database.trouble(e) instanceof DamagedFileException) {
        link.renew();
        return false;
      }
      throw e;
    }
  }

  /// What came meanwhile is behind the last row that was read; where it could be written, it can be
  /// read.
  private void rest(Link link) throws SQLException {
    next = link.number(-1, "SELECT max(" + key + ") FROM " + SAVED + table) + 1;
    var some = new ArrayList<Blob>();
    while (isRead(link, some) && !some.isEmpty()) {
      insert(link, some);
      next = some.getLast().id() + 1;
      some.clear();
    }
  }

  private void swap(Link link) throws SQLException {
    String aside = DAMAGED + table;
    for (int i = 2; isThere(link, aside); i++) {
      aside = DAMAGED + table + "_" + i;
    }
    link.run("ALTER TABLE " + table + " RENAME TO " + aside);
    link.run("ALTER TABLE " + SAVED + table + " RENAME TO " + table);
  }

  private static boolean isThere(Link link, String name) throws SQLException {
    return link.number(0, "SELECT count(*) FROM sqlite_master WHERE name = ?", name) > 0;
  }
}
