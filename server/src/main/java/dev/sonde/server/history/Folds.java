package dev.sonde.server.history;

import dev.sonde.api.store.Fold;
import dev.sonde.engine.config.Nearest;
import java.util.List;

/// Folds by the words that people use.
public final class Folds {
  /// All of them.
  public static final List<String> WORDS =
      List.of("avg", "min", "max", "last", "sum", "count", "rate");

  private Folds() {}

  /// The fold of a word.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the word
  public static Fold of(String word) {
    return switch (word) {
      case "avg" -> Fold.AVERAGE;
      case "min" -> Fold.MINIMUM;
      case "max" -> Fold.MAXIMUM;
      case "last" -> Fold.LAST;
      case "sum" -> Fold.SUM;
      case "count" -> Fold.COUNT;
      case "rate" -> Fold.RATE;
      default ->
          throw new IllegalArgumentException(
              "is none of " + String.join(", ", WORDS) + Nearest.hint(word, WORDS));
    };
  }

  static String word(Fold fold) {
    return switch (fold) {
      case AVERAGE -> "avg";
      case MINIMUM -> "min";
      case MAXIMUM -> "max";
      case LAST -> "last";
      case SUM -> "sum";
      case COUNT -> "count";
      case RATE -> "rate";
    };
  }
}
