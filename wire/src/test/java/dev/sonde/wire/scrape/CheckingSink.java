package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Keeps what stands at each place as a sheet would, and sees that the protocol is kept.
final class CheckingSink implements PageSink {
  private List<Reading.Sample> before = List.of();
  private List<Reading.Sample> page = new ArrayList<>();
  private final Set<Integer> used = new HashSet<>();
  private final List<List<Extra>> extras = new ArrayList<>();
  private final Natives natives;
  private boolean deviated;
  private int defined;
  private int moved;

  CheckingSink() {
    this(Natives.CLASSIC);
  }

  CheckingSink(Natives natives) {
    this.natives = natives;
  }

  void begin() {
    page = new ArrayList<>();
    extras.clear();
    used.clear();
    deviated = false;
    defined = 0;
    moved = 0;
  }

  /// The page was read to its end: it is the one before from now on.
  List<Reading.Sample> end() {
    before = page;
    return page;
  }

  int defined() {
    return defined;
  }

  int moved() {
    return moved;
  }

  /// What each sample was given beside its value.
  List<List<Extra>> extras() {
    return extras;
  }

  @Override
  public Natives natives() {
    return natives;
  }

  @Override
  public void attach(Extra extra) {
    extras.getLast().add(extra);
  }

  @Override
  public void again(int place, double value, long timeMillis) {
    assertThat(deviated).as("again after a change").isFalse();
    take(place, known(place), value, timeMillis);
  }

  @Override
  public void moved(int place, int stood, double value, long timeMillis) {
    deviated = true;
    moved++;
    take(place, known(stood), value, timeMillis);
  }

  @Override
  public void define(int place, Family family, Labels labels, double value, long timeMillis) {
    deviated = true;
    defined++;
    var sample =
        new Reading.Sample(
            family.name(), labels.map(), family.kind(), family.unit(), family.help(), 0, 0);
    take(place, sample, value, timeMillis);
  }

  private Reading.Sample known(int place) {
    assertThat(place).isBetween(0, before.size() - 1);
    assertThat(used.add(place)).as("place %s is used once", place).isTrue();
    return before.get(place);
  }

  private void take(int place, Reading.Sample known, double value, long time) {
    assertThat(place).isEqualTo(page.size());
    extras.add(new ArrayList<>());
    page.add(
        new Reading.Sample(
            known.name(),
            known.labels(),
            known.kind(),
            known.unit(),
            known.help(),
            Reading.Sample.bits(value),
            time));
  }
}
