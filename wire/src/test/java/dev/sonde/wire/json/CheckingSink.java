package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Knows what stood where, as whoever gets pages does, and that no promise to it is broken.
class CheckingSink implements PageSink {
  private final List<String> calls = new ArrayList<>();
  private final Set<Integer> used = new HashSet<>();
  private List<Known> before = List.of();
  private List<Known> now = new ArrayList<>();
  private List<String> samples = new ArrayList<>();
  private boolean changed;

  private record Known(Family family, Labels labels) {}

  /// The page is over: what it showed, as `name{labels} value [time]`.
  List<String> page() {
    List<String> shown = samples;
    before = now;
    now = new ArrayList<>();
    samples = new ArrayList<>();
    used.clear();
    changed = false;
    return shown;
  }

  /// What was called, as `again`, `moved` and `define`, since the last question.
  List<String> calls() {
    List<String> called = List.copyOf(calls);
    calls.clear();
    return called;
  }

  /// What is known of each place.
  List<Family> families() {
    return before.stream().map(Known::family).toList();
  }

  @Override
  public void attach(Extra extra) {}

  @Override
  public void again(int place, double value, long timeMillis) {
    calls.add("again");
    assertThat(changed).isFalse();
    sample(place, before.get(place), value, timeMillis);
  }

  @Override
  public void moved(int place, int old, double value, long timeMillis) {
    calls.add("moved");
    changed = true;
    assertThat(used.add(old)).isTrue();
    assertThat(old).isGreaterThanOrEqualTo(0);
    sample(place, before.get(old), value, timeMillis);
  }

  @Override
  public void define(int place, Family family, Labels labels, double value, long timeMillis) {
    calls.add("define");
    changed = true;
    sample(place, new Known(family, labels), value, timeMillis);
  }

  private void sample(int place, Known known, double value, long timeMillis) {
    assertThat(place).isEqualTo(now.size());
    if (!changed) {
      used.add(place);
    }
    now.add(known);
    String time = timeMillis == UNTIMED ? "" : " " + timeMillis;
    samples.add(known.family.name() + known.labels + " " + value + time);
  }
}
