package dev.sonde.server.history;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A history with one series, whose samples come as a test says.
final class ScriptedHistory implements History {
  /// Where samples come from.
  @FunctionalInterface
  interface Script {
    void tell(Points each) throws IOException, InterruptedException;
  }

  final CountDownLatch begun = new CountDownLatch(1);
  final CountDownLatch ended = new CountDownLatch(1);
  private final Script script;

  ScriptedHistory(Script script) {
    this.script = script;
  }

  /// As many samples as are wanted, or so many.
  static ScriptedHistory of(int samples) {
    return new ScriptedHistory(each -> tell(each, samples));
  }

  /// One that waits until it is interrupted.
  static ScriptedHistory stuck() {
    return new ScriptedHistory(_ -> new CountDownLatch(1).await());
  }

  static boolean tell(Points each, int samples) {
    boolean more = each.series("x", Labels.NONE);
    for (int i = 0; more && i < samples; i++) {
      more = each.point(i, i * 0.5);
    }
    return more;
  }

  @Override
  public void samples(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    begun.countDown();
    try {
      script.tell(each);
    } finally {
      ended.countDown();
    }
  }

  @Override
  public void series(Selection which, Span when, Found each) {
    each.series("x", Labels.NONE);
  }

  @Override
  public void latest(Selection which, Span when, Points each) {}

  @Override
  public void steps(Selection which, Steps steps, Fold fold, Points each) {}

  @Override
  public Optional<Family> family(String name) {
    return Optional.empty();
  }
}
