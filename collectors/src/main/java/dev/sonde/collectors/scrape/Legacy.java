package dev.sonde.collectors.scrape;

import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What discoveries found that are configured no more. It stands until those that came in their
/// place have looked at everything once and found theirs, so that no series ends because of a
/// reload alone. Guarded by its pool.
final class Legacy {
  /// After the first look of a discovery more may appear that was there before.
  static final Duration SETTLING = Duration.ofSeconds(10);

  /// For those that find nothing.
  static final Duration LONGEST = Duration.ofMinutes(2);

  private record Name(String kind, String source) {}

  private final Set<Source> sources;
  private final Map<Name, Source> byName = new HashMap<>();
  private final Set<Findable> awaited;
  private final List<Thread> clocks = new ArrayList<>();
  private final Pause pause;
  private final Consumer<Legacy> over;

  /// @param awaited those that came
  /// @param over called when nothing should stand any more
  Legacy(
      Collection<Source> sources,
      Collection<Findable> awaited,
      Pause pause,
      Consumer<Legacy> over) {
    this.sources = new LinkedHashSet<>(sources);
    this.awaited = new HashSet<>(awaited);
    this.pause = pause;
    this.over = over;
    for (Source each : sources) {
      if (each.by() instanceof Findable finder) {
        byName.putIfAbsent(new Name(finder.config().kind(), each.name()), each);
      }
    }
  }

  /// Nothing at all.
  static Legacy none() {
    return new Legacy(List.of(), List.of(), _ -> {}, _ -> {});
  }

  /// Begins to stand.
  void begin() {
    if (!sources.isEmpty()) {
      after(LONGEST);
    }
  }

  /// What is left of it.
  List<Source> sources() {
    return List.copyOf(sources);
  }

  Set<Findable> awaited() {
    return Set.copyOf(awaited);
  }

  /// One has found something: its source takes the place of those of the same name, which go.
  List<Source> found(Findable by, String source) {
    arrived(by);
    Source same = byName.remove(new Name(by.config().kind(), source));
    return same != null && sources.remove(same) ? List.of(same) : List.of();
  }

  /// One has looked at everything once.
  void looked(Findable by) {
    arrived(by);
  }

  /// It stands no more.
  void end() {
    sources.clear();
    clocks.forEach(Thread::interrupt);
  }

  private void arrived(Findable by) {
    boolean last = by.hasLooked() && by.hasFound() && awaited.remove(by) && awaited.isEmpty();
    if (last && !sources.isEmpty()) {
      after(SETTLING);
    }
  }

  private void after(Duration span) {
    clocks.add(Thread.ofVirtual().name("scrape-legacy").start(() -> await(span)));
  }

  private void await(Duration span) {
    try {
      pause.of(span);
      over.accept(this);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
