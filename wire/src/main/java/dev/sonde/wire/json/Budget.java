package dev.sonde.wire.json;

/// What queries on one document may still cost.
final class Budget {
  private final int maxNodes;
  private final long maxSteps;
  private long steps;

  Budget(int maxNodes, long maxSteps) {
    this.maxNodes = maxNodes;
    this.maxSteps = maxSteps;
  }

  /// A step to a node, or a character to match.
  void spend(long more) {
    steps += more;
    if (steps > maxSteps) {
      throw new Spent("takes more than " + maxSteps + " steps");
    }
  }

  void check(int nodes) {
    if (nodes > maxNodes) {
      throw new Spent("finds more than " + maxNodes + " nodes");
    }
  }

  /// Thrown from deep within, and caught in [JsonPath].
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent(String message) {
      super(message, null, false, false);
    }
  }
}
