package dev.sonde.wire;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the whole of samples whose families are their own: what a scraped page says of `x`, a
/// histogram, is known of `x_bucket`, `x_sum` and `x_count` each.
final class Parts {
  private final Families families;
  private final Page page;

  Parts(Families families, Page page) {
    this.families = families;
    this.page = page;
  }

  /// What the name of a sample has more than that of the whole; empty when it is no part.
  String suffix(String name, Family known) {
    return suffixes(known.kind()).stream()
        .filter(each -> name.endsWith(each) && name.length() > each.length())
        .filter(each -> isPart(name.substring(0, name.length() - each.length()), each, known))
        .findFirst()
        .orElse("");
  }

  private static List<String> suffixes(Kind kind) {
    return switch (kind) {
      case HISTOGRAM -> List.of("_bucket", "_count", "_sum", "_created");
      case GAUGE_HISTOGRAM -> List.of("_bucket", "_gcount", "_gsum");
      case SUMMARY -> List.of("_count", "_sum", "_created");
      case COUNTER -> List.of("_created");
      case UNKNOWN, GAUGE, INFO, STATE_SET -> List.of();
    };
  }

  /// Summaries and counters may themselves have such a name; then the others are not beside it.
  private boolean isPart(String stem, String suffix, Family known) {
    return switch (known.kind()) {
      case SUMMARY ->
          Stream.of("", "_count", "_sum")
              .filter(each -> !each.equals(suffix))
              .anyMatch(each -> isOf(Kind.SUMMARY, stem + each));
      case COUNTER -> isOf(Kind.COUNTER, stem + "_total");
      case UNKNOWN, GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, INFO, STATE_SET -> true;
    };
  }

  private boolean isOf(Kind kind, String name) {
    @Nullable Family found = families.find(name, page);
    return found != null && found.kind() == kind;
  }
}
