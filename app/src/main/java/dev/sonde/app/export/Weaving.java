package dev.sonde.app.export;

import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The series of one family, metric by metric and instant by instant, as histograms and summaries
/// have to stand.
///
/// # Implementation notes
///
/// A store gives series after series. So one metric's are read for a span, and when they are more
/// than fit the span is halved: memory has a bound, whatever the store holds.
final class Weaving {
  private final History history;
  private final Selection which;
  private final Span when;
  private final Dialect dialect;
  private final Target to;
  private final Loom loom = new Loom();

  Weaving(History history, Selection which, Span when, Dialect dialect, Target to) {
    this.history = history;
    this.which = which;
    this.when = when;
    this.dialect = dialect;
    this.to = to;
  }

  /// One of a metric's series.
  ///
  /// @param threshold in its label, where it has one
  private record Member(String name, Labels labels, double threshold) {}

  void write(Group group) throws IOException, InterruptedException {
    dialect.head(group, to.bytes());
    for (Map.Entry<Labels, List<Member>> each : metrics(group).entrySet()) {
      if (to.more()) {
        loom.begin(lines(group, each.getValue()));
        span(group, each.getKey(), each.getValue(), when);
      }
    }
  }

  private Map<Labels, List<Member>> metrics(Group group) throws IOException, InterruptedException {
    var all = new LinkedHashMap<Labels, List<Member>>();
    for (String name : group.names()) {
      String part = group.part(name);
      history.series(
          named(name, Labels.NONE),
          when,
          (_, labels) -> {
            var text = part.isEmpty() ? "" : String.valueOf(labels.value(part));
            Labels metric = part.isEmpty() ? labels : labels.with(part, "");
            all.computeIfAbsent(metric, _ -> new ArrayList<>())
                .add(new Member(name, labels, Text.number(text)));
            return true;
          });
    }
    all.values().forEach(each -> each.sort(order(group)));
    return all;
  }

  private static Comparator<Member> order(Group group) {
    return Comparator.<Member>comparingInt(each -> group.names().indexOf(each.name()))
        .thenComparingDouble(Member::threshold);
  }

  private List<byte[]> lines(Group group, List<Member> members) {
    return members.stream()
        .map(each ->
            Text.series(
                each.name(),
                each.labels(),
                (label, value) ->
                    label.equals(group.part(each.name())) ? dialect.threshold(value) : value))
        .toList();
  }

  private Selection named(String name, Labels labels) {
    var all = new ArrayList<>(which.matchers());
    all.add(Matcher.is(Matcher.NAME, name));
    labels.forEach((label, value) -> all.add(Matcher.is(label, value)));
    return new Selection(all);
  }

  private void span(Group group, Labels metric, List<Member> members, Span span)
      throws IOException, InterruptedException {
    if (!to.more()) {
      return;
    }
    if (read(group, metric, members, span)) {
      loom.weave(dialect, to);
      return;
    }
    long middle = span.fromMillis() + (span.toMillis() - span.fromMillis()) / 2;
    span(group, metric, members, new Span(span.fromMillis(), middle));
    span(group, metric, members, new Span(middle, span.toMillis()));
  }

  /// @return whether all of it fitted
  private boolean read(Group group, Labels metric, List<Member> members, Span span)
      throws IOException, InterruptedException {
    loom.clear();
    for (String name : group.names()) {
      var places = new HashMap<Labels, Integer>();
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i).name().equals(name)) {
          places.put(members.get(i).labels(), i);
        }
      }
      history.samples(named(name, metric), span, threads(places));
    }
    return loom.holds();
  }

  /// Series that have more labels than the metric are another's.
  private Points threads(Map<Labels, Integer> places) {
    return new Points() {
      private boolean ours;

      @Override
      public boolean series(String name, Labels labels) {
        Integer place = places.get(labels);
        ours = place != null;
        if (place != null) {
          loom.thread(place);
        }
        return true;
      }

      @Override
      public boolean point(long timeMillis, double value) {
        return !ours || loom.add(timeMillis, value);
      }
    };
  }
}
