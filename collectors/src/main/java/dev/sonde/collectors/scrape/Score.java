package dev.sonde.collectors.scrape;

/// How a scrape went.
///
/// @param scraped samples on the page
/// @param kept samples left after metric relabelling
/// @param added series that were not there before
/// @param failure what went wrong, in words; empty when nothing did
/// @param note what is wrong with a page that was taken all the same; empty when nothing is
record Score(long nanos, int scraped, int kept, int added, String failure, String note) {
  static Score failed(long nanos, String why) {
    return new Score(nanos, 0, 0, 0, why, "");
  }

  boolean up() {
    return failure.isEmpty();
  }
}
