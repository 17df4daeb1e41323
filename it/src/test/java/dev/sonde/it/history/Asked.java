package dev.sonde.it.history;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Points;
import java.util.Arrays;

/// Asks again and again, and keeps how long that took.
final class Asked {
  private final double[] millis;
  private long points;

  private Asked(int rounds) {
    millis = new double[rounds];
  }

  /// A question; which one depends on the round.
  interface Question {
    void ask(int round, Points answer) throws Exception;
  }

  /// How long each of several questions took.
  static Asked of(int rounds, Question question) throws Exception {
    var asked = new Asked(rounds);
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      question.ask(i, asked.new Count());
      asked.millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    return asked;
  }

  private final class Count implements Points {
    @Override
    public boolean series(String name, Labels labels) {
      return true;
    }

    @Override
    public boolean point(long timeMillis, double value) {
      points++;
      return true;
    }
  }

  /// Milliseconds of the first, the middle and the slowest, and points of an answer.
  String json() {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return """
    {"first": %.2f, "median": %.2f, "worst": %.2f, "points": %d}\
    """
        .formatted(
            millis[0],
            sorted[sorted.length / 2],
            sorted[sorted.length - 1],
            points / millis.length);
  }
}
