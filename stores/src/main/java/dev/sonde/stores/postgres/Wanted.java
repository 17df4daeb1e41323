package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A series that a query is about, and where its samples stand.
record Wanted(String name, Labels labels, int layout, int place) {
  /// That of answers.
  static final Comparator<Wanted> ORDER =
      Comparator.comparing(Wanted::name).thenComparing(Wanted::labels, Labels::compare);

  private static final int FETCH = 1000;
  private static final String FIND =
      "SELECT s.layout, s.place, s.identity FROM sonde.series s"
          + " WHERE EXISTS (SELECT FROM sonde.days d WHERE d.layout = s.layout"
          + " AND d.day >= %s AND d.day < %s AND get_bit(d.present, s.place - 1) = 1)"
              .formatted(Sql.INSTANT, Sql.INSTANT);
  private static final String WITH_LABELS = " AND s.labels @> ?::jsonb";
  private static final String WITH_NAMES = " AND s.name = ANY (?)";

  /// Those that have a sample on a day that the span touches, in order.
  static List<Wanted> of(Connection connection, Selection which, Span when)
      throws SQLException, IOException {
    var wanted = new ArrayList<Wanted>();
    if (when.isEmpty()) {
      return wanted;
    }
    Optional<Set<String>> names = which.names();
    String query = FIND + WITH_LABELS + (names.isPresent() ? WITH_NAMES : "");
    try (PreparedStatement find = connection.prepareStatement(query)) {
      find.setFetchSize(FETCH);
      find.setLong(1, Days.of(when.fromMillis()));
      find.setLong(2, when.toMillis());
      find.setString(3, PlainText.of(exactly(which)));
      if (names.isPresent()) {
        Object[] plain = names.get().stream().map(PlainText::of).toArray();
        find.setArray(4, connection.createArrayOf("text", plain));
      }
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          Identity identity = Identity.of(rows.getBytes(3));
          if (which.has(identity.name(), identity.labels())) {
            wanted.add(
                new Wanted(identity.name(), identity.labels(), rows.getInt(1), rows.getInt(2)));
          }
        }
      }
    }
    wanted.sort(ORDER);
    return wanted;
  }

  /// What labels must be, as far as that is one value; the rest is tested here.
  private static Labels exactly(Selection which) {
    Map<String, String> labels = new TreeMap<>();
    for (Matcher each : which.matchers()) {
      if (!each.label().equals(Matcher.NAME) && !each.label().isEmpty()) {
        each.exactly().ifPresent(value -> labels.putIfAbsent(each.label(), value));
      }
    }
    return Labels.of(labels);
  }
}
