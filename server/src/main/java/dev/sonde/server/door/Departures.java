package dev.sonde.server.door;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The keys that ceased to hold while connections were open with them: each is news once for a
/// state of the file, however many connections there were. Safe for all threads.
final class Departures {
  private final Set<String> noted = ConcurrentHashMap.newKeySet();
  private final Set<String> news = ConcurrentHashMap.newKeySet();

  /// A connection that came with this key is to end. Never blocks.
  void note(String key) {
    if (noted.add(key)) {
      news.add(key);
    }
  }

  /// The names of those that were noted since this was asked last.
  List<String> news() {
    List<String> told = List.copyOf(news);
    told.forEach(news::remove);
    return told;
  }

  /// The file is another one: whatever is noted from now on is news.
  void begin() {
    noted.clear();
  }
}
