package dev.sonde.it.journal;

/// What an oracle found at one destination, in samples.
///
/// @param acknowledged those the agent said it has
/// @param lost acknowledged, and never arrived
/// @param duplicated arrivals of what was there already
/// @param unexplained those of them that were in no batch in flight at a kill, and in none that was
///   left without an answer
/// @param unasked arrived without having been acknowledged, which is allowed
/// @param disordered came after a later one of the same series
record Verdict(
    long acknowledged,
    long lost,
    long duplicated,
    long unexplained,
    long unasked,
    long disordered) {
  /// Different samples that it has.
  long arrived() {
    return acknowledged - lost + unasked;
  }

  String json() {
    return """
    "acknowledged": %d, "lost": %d, "duplicated": %d, "unexplained": %d, "unasked": %d, "disordered": %d\
    """
        .formatted(acknowledged, lost, duplicated, unexplained, unasked, disordered);
  }
}
