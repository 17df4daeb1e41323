package dev.sonde.journal;

@SuppressWarnings("TypeParameterUnusedInFormals")
final class Skeleton {
  private Skeleton() {}

  static <T> T missing() {
    if (Runtime.version().feature() > 0) {
      throw new UnsupportedOperationException("comes soon");
    }
    throw new IllegalStateException();
  }
}
