package dev.sonde.collectors.scrape;

import java.util.Map;

/// What became of a discovered target.
sealed interface Found {
  /// Its labels as they were found.
  Map<String, String> discovered();

  /// It is scraped here.
  record Taken(Map<String, String> discovered, TargetKey key) implements Found {}

  /// Another one of those who share the targets scrapes it.
  record Elsewhere(Map<String, String> discovered) implements Found {}

  /// The job has as many targets as it may.
  record Beyond(Map<String, String> discovered) implements Found {}

  /// A rule left it out.
  record Dropped(Map<String, String> discovered) implements Found {}

  /// It can't be scraped.
  ///
  /// @param why in words for people
  record Unusable(Map<String, String> discovered, String why) implements Found {}
}
