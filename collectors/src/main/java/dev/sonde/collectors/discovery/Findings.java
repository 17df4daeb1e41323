package dev.sonde.collectors.discovery;

import java.util.List;
import java.util.Map;

/// What a [Discovery] says to whoever asked for it. Safe for all threads.
public interface Findings {
  /// These are the targets of one source now, instead of those it had. A source without targets has
  /// gone.
  ///
  /// @param source tells apart what one discovery finds in several places (a file, a name, a pod)
  /// @param targets the labels of each, before relabelling: `__address__`, `__meta_…` and others
  void found(String source, List<Map<String, String>> targets);

  /// It can't look now: in words for people, without secrets. A later `found` ends the trouble.
  void failed(String why);

  /// Everything there is to look at has been looked at once, with or without success, and what was
  /// found there is said. May be said again.
  void looked();
}
