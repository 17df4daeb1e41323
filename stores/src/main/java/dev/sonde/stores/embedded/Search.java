package dev.sonde.stores.embedded;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the series of a selection, in order, name by name. For one thread at a time.
///
/// # Implementation notes
///
/// Of one name only some series are in memory at a time, the least ones first: who wants just a few
/// gets them at once, who wants more gets more at a time, up to a limit.
final class Search {
  private static final Comparator<SeriesRow> ORDER =
      Comparator.comparing(SeriesRow::labels, Labels::compare);

  private static final int FEW = 256;
  private static final int MOST = 16_384;
  private static final int FASTER = 4;

  private final Vault vault;
  private final Selection which;
  private final BitSet among;
  private final Deque<String> names = new ArrayDeque<>();
  private final Deque<SeriesRow> found = new ArrayDeque<>();
  private String name = "";
  private int most = FEW;
  private boolean more;
  private @Nullable Labels after;

  /// @param among numbers of series that may be found
  Search(Vault vault, Link link, Selection which, BitSet among) throws SQLException {
    this.vault = vault;
    this.which = which;
    this.among = among;
    Optional<Set<String>> known = which.names();
    Collection<String> all = known.isPresent() ? known.get() : names(link);
    all.stream().filter(this::isName).sorted().forEach(names::add);
  }

  private static List<String> names(Link link) throws SQLException {
    return link.all(row -> text(Link.bytes(row, 1)), "SELECT DISTINCT name FROM series");
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private boolean isName(String name) {
    return which.matchers().stream()
        .filter(each -> each.label().equals(Matcher.NAME))
        .allMatch(each -> each.matches(name));
  }

  /// The next ones.
  ///
  /// @return none at the end
  List<SeriesRow> next(Link link, int most) throws SQLException {
    var group = new ArrayList<SeriesRow>();
    while (group.size() < most) {
      SeriesRow next = next(link);
      if (next == null) {
        break;
      }
      group.add(next);
    }
    return group;
  }

  private @Nullable SeriesRow next(Link link) throws SQLException {
    while (found.isEmpty() && (more || !names.isEmpty())) {
      if (!more) {
        name = names.remove();
        most = FEW;
        after = null;
      }
      find(link);
    }
    return found.poll();
  }

  /// The next ones of this name.
  private void find(Link link) throws SQLException {
    var least = new PriorityQueue<SeriesRow>(ORDER.reversed());
    more = false;
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    try (ResultSet rows =
        link.with("SELECT id, labels FROM series WHERE name = ?", (Object) utf8).executeQuery()) {
      while (rows.next()) {
        Link.stopIfInterrupted();
        int id = rows.getInt(1);
        Labels labels = id >= 0 && among.get(id) ? labels(rows) : null;
        if (labels != null && isBehind(labels) && which.has(name, labels)) {
          least.add(new SeriesRow(id, name, labels));
        }
        if (least.size() > most) {
          least.remove();
          more = true;
        }
      }
    }
    least.stream().sorted(ORDER).forEach(found::add);
    after = found.isEmpty() ? null : found.getLast().labels();
    most = Math.min(MOST, most * FASTER);
  }

  /// How many were found and not asked for yet.
  int waiting() {
    return found.size();
  }

  private boolean isBehind(Labels labels) {
    Labels known = after;
    return known == null || Labels.compare(known, labels) < 0;
  }

  private @Nullable Labels labels(ResultSet rows) throws SQLException {
    try {
      return LabelBytes.read(Link.bytes(rows, 2));
    } catch (Damage e) {
      vault.note("series " + rows.getInt(1), e);
      return null;
    }
  }
}
