package dev.sonde.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// A store and the reference, side by side, through random batches, repeats, late samples,
/// restarts, passing time and queries: every answer must be the same.
public final class StoreDifferential {
  private static final UUID SELF = UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001");
  private static final UUID AGENT = UUID.fromString("0f8c5a3e-0000-4000-8000-000000000002");
  private static final Duration RETENTION = Duration.ofDays(2);
  private static final long HOUR = 3_600_000L;
  private static final int REMEMBERED = 8;

  private final Opening opening;
  private final RandomGenerator random;
  private final ManualTime time = new ManualTime("2026-01-01T20:00:00Z");
  private final ReferenceStore reference = new ReferenceStore(time, RETENTION);
  private final List<Shipment> sent = new ArrayList<>();
  private Store store;
  private Scribe scribe;
  private long epoch = 1;
  private long pushed;

  /// Opens the store under test, always at the same place.
  @FunctionalInterface
  public interface Opening {
    /// One that keeps no thinned-out samples.
    Store open(ManualTime time, Duration retention) throws IOException;
  }

  /// @param random the same seed gives the same run
  public StoreDifferential(Opening opening, RandomGenerator random) throws IOException {
    this.opening = opening;
    this.random = random;
    store = opening.open(time, RETENTION);
    scribe = new Scribe(SELF, epoch);
  }

  /// Does so many steps; closes the store at the end.
  public void run(int steps) throws Exception {
    for (int i = 0; i < steps; i++) {
      step();
    }
    compareAll();
    store.close();
  }

  private void step() throws Exception {
    int die = random.nextInt(1000);
    if (die < 600) {
      time.pass(Duration.ofMillis(random.nextInt(60_000)));
      send(written(1 + random.nextInt(20)));
    } else if (die < 650) {
      repeat();
    } else if (die < 660) {
      time.pass(Duration.ofMinutes(random.nextInt(180)));
    } else if (die < 690) {
      store.tend();
      reference.tend();
    } else if (die < 693) {
      restart();
    } else if (die < 695) {
      epoch++;
      sent.clear();
      scribe = new Scribe(SELF, epoch);
    } else {
      query();
    }
  }

  /// A store need not believe a clock that is hours ahead of what it last stored: something is
  /// stored first, and the new one looks at the clock at once.
  private void restart() throws Exception {
    send(written(1));
    store.close();
    store = opening.open(time, RETENTION);
    store.tend();
    reference.tend();
  }

  private Shipment written(int samples) {
    if (random.nextInt(20) == 0) {
      scribe.skip(1 + random.nextInt(10));
    }
    for (int i = 0; i < samples; i++) {
      scribe.add(name(), labels(), instant(), value());
    }
    if (random.nextInt(50) == 0) {
      Kind kind = any(Kind.values());
      scribe.know(new Family(name(), kind, "", "Help " + random.nextInt(100)));
    }
    if (random.nextInt(10) == 0) {
      scribe.pushed(foreign(samples));
    }
    Shipment shipment = scribe.shipment();
    sent.add(shipment);
    if (sent.size() > REMEMBERED) {
      sent.removeFirst();
    }
    return shipment;
  }

  /// New, or one that came before, or a part of one.
  private BatchId foreign(int samples) {
    if (random.nextBoolean() || pushed < samples) {
      pushed += samples;
      return new BatchId(AGENT, 1, pushed - samples, pushed);
    }
    long from = random.nextLong(pushed - samples + 1);
    return new BatchId(AGENT, 1, from, from + samples);
  }

  private void send(Shipment shipment) throws Exception {
    Encoded encoded = store.encode(shipment);
    Outcome outcome = store.send(encoded);
    Encoded plain = reference.encode(shipment);
    assertThat(refused(outcome)).isEqualTo(refused(reference.send(plain)));
    assertThat(encoded.samples()).isEqualTo(plain.samples());
    BatchId id = shipment.id();
    assertThat(store.progress(id.instance(), id.epoch()))
        .isEqualTo(reference.progress(id.instance(), id.epoch()));
  }

  private static long refused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return outcome instanceof Outcome.Accepted accepted ? accepted.refused() : -1;
  }

  private void repeat() throws Exception {
    if (!sent.isEmpty()) {
      send(sent.get(random.nextInt(sent.size())));
    }
  }

  private void query() throws Exception {
    Selection which = selection();
    switch (random.nextInt(6)) {
      case 0 -> compareAll();
      case 1 -> {
        Span when = span();
        compare(0, (history, each) -> history.series(which, when, each));
      }
      case 2 -> {
        Span when = span();
        compare(0, (history, each) -> history.latest(which, when, each));
      }
      case 3 -> {
        Span when = span();
        compare(0, (history, each) -> history.samples(which, when, each));
      }
      default -> {
        Fold fold = any(Fold.values());
        Span when = span();
        int count = 1 + random.nextInt(300);
        long length = (when.toMillis() - when.fromMillis()) / count + 1;
        Steps steps = new Steps(when.fromMillis(), length, count);
        compare(1e-9, (history, each) -> history.steps(which, steps, fold, each));
      }
    }
  }

  private void compareAll() throws Exception {
    if (random.nextInt(20) == 0) {
      Span all = new Span(0, time.wallMillis() + 24 * HOUR);
      compare(0, (history, each) -> history.samples(Selection.ALL, all, each));
    }
    String name = name();
    assertThat(store.history().family(name)).isEqualTo(reference.history().family(name));
  }

  private void compare(double tolerance, Query query) throws Exception {
    var expected = new Gathered();
    query.ask(reference.history(), expected);
    var answer = new Gathered();
    query.ask(store.history(), answer);
    answer.mustBe(expected, tolerance);
  }

  @FunctionalInterface
  private interface Query {
    void ask(History history, Gathered each) throws Exception;
  }

  private Selection selection() {
    return switch (random.nextInt(6)) {
      case 0 -> Selection.ALL;
      case 1 -> Selection.of(Matcher.is("core", core()));
      case 2 -> Selection.of(Matcher.isNot("core", core()), Matcher.is(Matcher.NAME, name()));
      case 3 -> Selection.of(Matcher.like("core", "1.*", value -> value.startsWith("1")));
      default -> Selection.of(Matcher.is(Matcher.NAME, name()));
    };
  }

  private Span span() {
    long from = time.wallMillis() - random.nextLong(RETENTION.toMillis() + 12 * HOUR);
    long most = random.nextBoolean() ? HOUR : 3 * 24 * HOUR;
    return new Span(from, from + random.nextLong(most));
  }

  private <T> T any(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String name() {
    return "metric_" + random.nextInt(4);
  }

  private Labels labels() {
    return random.nextInt(5) == 0 ? Labels.NONE : Labels.of("core", core());
  }

  private String core() {
    return Integer.toString(random.nextInt(12));
  }

  /// Mostly now, so that several are the same; at times late, and at times too late.
  private long instant() {
    long now = time.wallMillis();
    return switch (random.nextInt(20)) {
      case 0 -> now - random.nextLong(RETENTION.toMillis() + HOUR);
      case 1 -> now - random.nextLong(3 * HOUR);
      case 2 -> now - random.nextLong(HOUR) / 5000 * 5000;
      case 3 -> now + random.nextLong(600_000);
      default -> now;
    };
  }

  private double value() {
    return switch (random.nextInt(40)) {
      case 0 -> Stale.marker();
      case 1 -> Double.NaN;
      case 2 -> Double.POSITIVE_INFINITY;
      case 3 -> -0.0;
      case 4 -> random.nextDouble();
      case 5 -> Double.longBitsToDouble(0x7ff8_0000_0000_0000L | random.nextInt(100));
      default -> random.nextInt(1000) / 10.0;
    };
  }
}
