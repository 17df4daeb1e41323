package dev.sonde.engine;

import dev.sonde.api.Reception;
import dev.sonde.api.TextHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The ways in of all receivers. Costs nothing while there are none. Safe for all threads.
final class Inlets {
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final InletWorks works;
  private final Map<String, Inlet> byName = new TreeMap<>();
  private @Nullable SeriesHash hash;

  Inlets(InletWorks works) {
    this.works = works;
  }

  synchronized Reception of(String receiver) {
    SeriesHash shared = hash == null ? begin() : hash;
    return byName.computeIfAbsent(receiver, each -> new Inlet(each, works, shared));
  }

  synchronized List<ComponentStatus> status() {
    return byName.values().stream().map(Inlet::status).toList();
  }

  private SeriesHash begin() {
    var random = new SecureRandom();
    hash = new SeriesHash(new TextHash(random.nextLong()), new TextHash(random.nextLong()));
    works.scheduler().every(SWEEP, _ -> Thread.ofVirtual().name("sweep").start(this::sweep));
    return hash;
  }

  private void sweep() {
    works.tenants().sweep(works.time().nanos());
  }
}
