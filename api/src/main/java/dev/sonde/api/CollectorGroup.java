package dev.sonde.api;

import java.util.Map;

/// Measures many things of one sort, each at times of its own, that come and go while it runs: the
/// targets of a scrape.
///
/// # Lifecycle
///
/// 1. A factory creates it. The constructor touches no file and no network.
/// 2. [#open] is called once, when collecting begins.
/// 3. [#configure] is called with each later configuration, never at the same time as the others.
///    What did not change goes on undisturbed.
/// 4. [#close] is called once; its members' last runs have ended then. Calling it again does
///    nothing.
///
/// @param <C> its configuration
public interface CollectorGroup<C> extends AutoCloseable {
  /// Begins to look for members. Returns soon: whatever may take long happens on threads of the
  /// group's own, which end when it is closed.
  ///
  /// @param roster where members join and leave from now on, from any thread
  void open(Roster roster);

  /// Another configuration is in force. Returns soon. May come before [#open].
  void configure(C config);

  /// What can't be measured now and why, in a few entries whatever the number of members: health
  /// shows them. Waits for nothing.
  Map<String, String> absent();

  /// What it can tell people of its members. Waits for nothing.
  Detail detail();

  /// Ends its threads and gives back what it holds. Members need not leave one by one.
  @Override
  void close();
}
