package dev.sonde.it;

/// What became of samples, by three accounts: what agents showed, what their journals accepted, and
/// what PostgreSQL has.
///
/// @param strikes what was killed and cut how often, in words
/// @param accepted samples that agents accepted and delivered
/// @param stored samples of theirs that are stored
/// @param shown counts that agents showed, and had safe
/// @param lost of those, how many are not stored
/// @param again counts that are stored at more than one instant
/// @param twice samples that were written although they were there
/// @param byTwoHubs samples that two hubs took, and one left out
record ClusterFound(
    String strikes,
    double seconds,
    long accepted,
    long stored,
    long shown,
    long lost,
    long again,
    long twice,
    long byTwoHubs) {
  String json() {
    return """
    {"strikes": "%s", "seconds": %.0f, "accepted": %d, "stored": %d, "shown": %d, "lost": %d, \
    "again": %d, "twice": %d, "by_two_hubs": %d}\
    """
        .formatted(strikes, seconds, accepted, stored, shown, lost, again, twice, byTwoHubs);
  }
}
