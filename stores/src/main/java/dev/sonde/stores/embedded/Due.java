package dev.sonde.stores.embedded;

import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The file as a look at it found it, for those who see what is to be done.
///
/// @param ripe windows to be packed
/// @param used bytes that hold something
record Due(NavigableMap<Integer, DayState> days, List<Ripe> ripe, long used) {
  static final Due NOTHING = new Due(new TreeMap<>(), List.of(), 0);

  static Due of(Link link, long now) throws SQLException {
    NavigableMap<Integer, DayState> days = DayState.all(link);
    return new Due(days, Ripe.of(link, days, now), Stock.bytes(link));
  }
}
