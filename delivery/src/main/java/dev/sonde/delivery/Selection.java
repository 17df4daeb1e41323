package dev.sonde.delivery;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Processor;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment.Stretch;
import dev.sonde.api.Verdict;
import dev.sonde.journal.Contents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Leaves out or renames what a destination does not want. Decides once per series.
final class Selection {
  private static final class Dropped {
    private final String reason;
    private long rows;

    Dropped(String reason) {
      this.reason = reason;
    }
  }

  private final Processor processor;
  private final IntSupplier indexes;
  private final VerdictCache<Object> verdicts = new VerdictCache<>();
  private final Map<String, Dropped> dropped = new TreeMap<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final Batch kept = new Batch();

  Selection(Processor processor, IntSupplier indexes) {
    this.processor = processor;
    this.indexes = indexes;
  }

  /// @param batch what the journal holds; what is left is valid until the next call
  Selected of(Batch batch, Contents contents) {
    if (processor.equals(CourierPlan.EVERYTHING)) {
      return new Selected(batch, contents.origins(), contents.families(), Map.of());
    }
    kept.clear();
    dropped.values().forEach(each -> each.rows = 0);
    var origins = new ArrayList<Stretch>();
    int row = 0;
    for (Stretch each : contents.origins()) {
      rows(batch, row, each.from());
      int from = kept.size();
      rows(batch, each.from(), each.to());
      if (kept.size() > from) {
        origins.add(new Stretch(from, kept.size(), each.id()));
      }
      row = each.to();
    }
    rows(batch, row, batch.size());
    return new Selected(kept, origins, families(contents), filtered());
  }

  private void rows(Batch batch, int from, int to) {
    for (int row = from; row < to; row++) {
      Series series = batch.series(row);
      Object verdict = verdicts.find(series);
      if (verdict == null) {
        verdict = decide(series);
      }
      if (verdict instanceof Dropped drop) {
        drop.rows++;
      } else {
        kept.addRow((Series) verdict, batch, row);
      }
    }
  }

  private Object decide(Series series) {
    Object verdict =
        switch (processor.decide(series.name(), series.labels())) {
          case Verdict.Keep() -> series;
          case Verdict.Drop(var reason) -> dropped.computeIfAbsent(reason, Dropped::new);
          case Verdict.Becomes(var name, var labels) -> {
            if (!name.equals(series.name())) {
              renamed.put(name, series.name());
            }
            yield new Series(name, labels, indexes.getAsInt());
          }
        };
    verdicts.put(series, verdict);
    return verdict;
  }

  private Map<String, Long> filtered() {
    var filtered = new TreeMap<String, Long>();
    for (Dropped each : dropped.values()) {
      if (each.rows > 0) {
        filtered.put(each.reason, each.rows);
      }
    }
    return filtered;
  }

  private Function<String, @Nullable Family> families(Contents contents) {
    return name -> {
      String before = renamed.get(name);
      Family family = contents.families().apply(before == null ? name : before);
      return family == null || before == null
          ? family
          : new Family(name, family.kind(), family.unit(), family.help());
    };
  }

  /// What is left of a batch.
  record Selected(
      Batch batch,
      List<Stretch> origins,
      Function<String, @Nullable Family> families,
      Map<String, Long> filtered) {
    Selected {
      origins = List.copyOf(origins);
      filtered = Map.copyOf(filtered);
    }
  }
}
