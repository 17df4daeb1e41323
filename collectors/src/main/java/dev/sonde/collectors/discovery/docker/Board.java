package dev.sonde.collectors.discovery.docker;

import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.container.engine.EndpointSearch;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of the containers of several engines, and said of them. A source for each
/// container and one for each engine: one that can't be a target is named, and takes nothing from
/// the others. Safe for all threads.
final class Board {
  private final Findings out;
  private final Told told;
  private final Map<String, Set<String>> sources = new HashMap<>();
  private final Set<String> awaited = new HashSet<>();
  private Set<String> problems = Set.of();
  private EndpointSearch.Result engines = new EndpointSearch.Result(List.of(), Set.of(), Map.of());

  Board(Findings out) {
    this.out = out;
    this.told = new Told(out);
  }

  /// These are the engines there are.
  synchronized void engines(EndpointSearch.Result found) {
    engines = found;
    for (Endpoint each : found.endpoints()) {
      if (!sources.containsKey(each.where())) {
        sources.put(each.where(), Set.of());
        awaited.add(each.where());
      }
    }
    problems.stream().filter(each -> !found.problems().containsKey(each)).forEach(told::gone);
    problems = Set.copyOf(found.problems().keySet());
    found.problems().forEach(told::failed);
    if (sources.isEmpty() && problems.isEmpty()) {
      told.found("engines", List.of());
    }
    said();
  }

  /// An engine has told which of its containers want to be scraped.
  ///
  /// @param offers by name
  synchronized void told(Endpoint engine, Map<String, Offer> offers) {
    String where = engine.where();
    told.found(where, List.of());
    var now = new HashSet<String>();
    offers.forEach((name, offer) -> {
      String source = where + " " + name;
      now.add(source);
      switch (offer) {
        case Offer.Target(var labels) -> told.found(source, List.of(labels));
        case Offer.Unfit(var why) -> {
          told.gone(source);
          told.failed(source, "container " + name + " is no target: " + why);
        }
      }
    });
    leave(where, now);
    awaited.remove(where);
    said();
  }

  /// An engine can't be asked. Those of one that is not missing are gone.
  synchronized void failed(Endpoint engine, String why) {
    String where = engine.where();
    if (engines.isSwitchedOff(engine)) {
      leave(where, Set.of());
      told.gone(where);
    } else {
      told.failed(where, "the containers of " + where + ": " + why);
    }
    awaited.remove(where);
    said();
  }

  private void leave(String engine, Set<String> now) {
    for (String each : sources.getOrDefault(engine, Set.of())) {
      if (!now.contains(each)) {
        told.gone(each);
      }
    }
    sources.put(engine, now);
  }

  private void said() {
    told.round();
    if (awaited.isEmpty()) {
      out.looked();
    }
  }
}
