package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Where the sheets of all members get their series from. Safe for all threads.
final class Registry {
  /// Before the first run.
  static final Pipeline NO_PIPELINE = new Pipeline(0, List.of());

  private final SeriesTable table;
  private final Families families;
  private final Map<String, Omission> intended = new ConcurrentHashMap<>();
  private final Map<String, Omission> refused = new ConcurrentHashMap<>();

  Registry(SeriesTable table, Families families) {
    this.table = table;
    this.families = families;
  }

  SeriesTable table() {
    return table;
  }

  Families families() {
    return families;
  }

  /// One object for each, so that counting compares references.
  Omission omission(String reason, boolean wished) {
    return (wished ? intended : refused)
        .computeIfAbsent(reason, each -> new Omission(each, wished));
  }

  /// The series that the pipeline makes of this one, held once more, or why there is none.
  ///
  /// @param common labels that it may share
  /// @param essential is it taken even when there are as many as there may be?
  Object admit(
      Pipeline pipeline,
      Family family,
      Labels labels,
      Labels common,
      boolean essential,
      SeriesSet present) {
    Object outcome = admit(pipeline, family, labels, common, essential);
    if (outcome instanceof Series series && !present.add(series)) {
      table.release(series);
      return Omission.DUPLICATE;
    }
    return outcome;
  }

  /// The same for who may have a series several times.
  Object admit(Pipeline pipeline, Family family, Labels labels, Labels common, boolean essential) {
    return switch (pipeline.decide(family.name(), labels)) {
      case Pipeline.Decision.Dropped(_, var reason) -> omission(reason, true);
      case Pipeline.Decision.Kept(var name, var kept) ->
          acquire(
              name.equals(family.name()) ? family : renamed(family, name), kept, common, essential);
    };
  }

  /// A page has this series no more. The marker is for the end of the series, not for that of one
  /// of those who produce it.
  void ended(Series series, long timeMillis, boolean marked, Haul haul) {
    if (!table.ends(series)) {
      return;
    }
    if (marked) {
      haul.tally.received(1);
      haul.batch.add(series, timeMillis, Stale.marker());
    } else {
      haul.silent.add(series);
    }
  }

  private static Family renamed(Family family, String name) {
    return new Family(name, family.kind(), family.unit(), family.help());
  }

  private Object acquire(Family family, Labels labels, Labels common, boolean essential) {
    if (!table.allows(family.name(), labels)) {
      return Omission.LABEL_LIMIT;
    }
    Family known = families.known(family);
    Labels own = common.isEmpty() ? null : labels.without(common);
    Series series =
        own == null
            ? table.acquire(known.name(), labels, essential)
            : table.acquire(known.name(), own, common, essential);
    if (series == null) {
      return Omission.MAX_SERIES;
    }
    families.declare(family);
    return series;
  }
}
