package dev.sonde.collectors.scrape;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.processors.relabel.LabelSet;
import dev.sonde.processors.relabel.Relabeling;
import java.util.List;

/// What becomes of a line of a page, before it goes on its way: decided once for as long as the
/// line stands.
final class SeriesDecision {
  private final SeriesLabels labels;
  private final Relabeling rules;
  private final Limits limits;

  SeriesDecision(SeriesLabels labels, Relabeling rules, Limits limits) {
    this.labels = labels;
    this.rules = rules;
    this.limits = limits;
  }

  /// A series, or why there is none.
  sealed interface Outcome {
    /// It goes on under this name and these labels.
    record Kept(Family family, Labels labels) implements Outcome {}

    /// A rule left it out.
    record Dropped(String reason) implements Outcome {}
  }

  /// The same for a line without empty labels.
  Outcome of(Family family, Labels page) {
    return of(family, page, List.of());
  }

  /// @param lacking labels that the page has with an empty value
  /// @throws LimitException when the series is larger than the job allows: the scrape fails
  Outcome of(Family family, Labels page, List<String> lacking) {
    Labels whole = labels.of(page, lacking);
    if (rules.isEmpty()) {
      return kept(family, whole);
    }
    LabelSet set = LabelSet.of(family.name(), whole);
    if (!rules.apply(set)) {
      return new Outcome.Dropped("metric_relabel");
    }
    String name = set.name();
    if (name.isEmpty()) {
      return new Outcome.Dropped("no_name");
    }
    return kept(named(family, name), set.labels());
  }

  /// Limits are for what is left, as in Prometheus: with the target's labels and the name.
  private Outcome kept(Family family, Labels whole) {
    check(family.name(), whole);
    return new Outcome.Kept(family, whole);
  }

  private static Family named(Family family, String name) {
    return name.equals(family.name())
        ? family
        : new Family(name, family.kind(), family.unit(), family.help());
  }

  private void check(String name, Labels whole) {
    within("label_value_length_limit", name.length(), limits.labelValueBytes());
    int[] count = {1};
    whole.forEachUtf8((_, nameFrom, nameTo, valueFrom, valueTo) -> {
      count[0]++;
      within("label_name_length_limit", nameTo - nameFrom, limits.labelNameBytes());
      within("label_value_length_limit", valueTo - valueFrom, limits.labelValueBytes());
    });
    within("label_limit", count[0], limits.labels());
  }

  private static void within(String limit, int size, int most) {
    if (size > most) {
      throw new LimitException(limit + " exceeded: " + size + ", the limit is " + most);
    }
  }
}
