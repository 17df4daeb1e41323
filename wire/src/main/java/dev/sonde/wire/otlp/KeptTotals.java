package dev.sonde.wire.otlp;

import dev.sonde.wire.otlp.DeltaTotals.Added;
import dev.sonde.wire.otlp.DeltaTotals.Refused;
import dev.sonde.wire.otlp.DeltaTotals.Series;
import dev.sonde.wire.otlp.DeltaTotals.Span;
import dev.sonde.wire.otlp.DeltaTotals.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Totals of one type, and what they were before that which may still be forgotten.
///
/// @param <T> of a total; never changed once it is here
final class KeptTotals<T> {
  private record Held<T>(T total, long toNanos) {}

  private final BinaryOperator<T> plus;
  private final ToIntFunction<T> numbers;
  private final Map<Series, Held<T>> held = new HashMap<>();
  private final Map<Series, Optional<Held<T>>> before = new HashMap<>();

  private long size;

  /// @param plus adds two
  /// @param numbers how many numbers one has
  KeptTotals(BinaryOperator<T> plus, ToIntFunction<T> numbers) {
    this.plus = plus;
    this.numbers = numbers;
  }

  int series() {
    return held.size();
  }

  /// How many numbers there are in all.
  long size() {
    return size;
  }

  /// @param room how many numbers a new series may have; negative when there may be none
  Total<T> add(Series series, Span span, T increase, long room) {
    Held<T> old = held.get(series);
    if (old == null && numbers.applyAsInt(increase) > room) {
      return new Refused<>("delta_series");
    }
    String flaw = flaw(old, span);
    if (!flaw.isEmpty()) {
      return new Refused<>(flaw);
    }
    T total = old == null ? increase : plus.apply(old.total(), increase);
    before.putIfAbsent(series, Optional.ofNullable(old));
    put(series, new Held<>(total, span.toNanos()));
    return new Added<>(total);
  }

  private String flaw(@Nullable Held<T> old, Span span) {
    long from = span.fromNanos();
    if (from != 0 && from >= span.toNanos()) {
      return "delta_span";
    }
    if (old == null) {
      return "";
    }
    if (span.toNanos() <= old.toNanos()) {
      return "delta_late";
    }
    return from != 0 && from < old.toNanos() ? "delta_overlap" : "";
  }

  void keep() {
    before.clear();
  }

  void forget() {
    before.forEach(
        (series, old) -> old.ifPresentOrElse(each -> put(series, each), () -> remove(series)));
    before.clear();
  }

  void drop(long beforeNanos) {
    var idle = new ArrayList<Series>();
    held.forEach((series, each) -> {
      if (each.toNanos() < beforeNanos) {
        idle.add(series);
      }
    });
    idle.forEach(this::remove);
  }

  private void put(Series series, Held<T> now) {
    Held<T> old = held.put(series, now);
    size += numbers.applyAsInt(now.total());
    size -= old == null ? 0 : numbers.applyAsInt(old.total());
  }

  private void remove(Series series) {
    Held<T> old = held.remove(series);
    size -= old == null ? 0 : numbers.applyAsInt(old.total());
  }
}
