package dev.sonde.wire;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the place of a sample's name.
final class Placement {
  private static final List<String> SUFFIXES =
      List.of("_bucket", "_count", "_sum", "_gcount", "_gsum", "_created");

  private final Dialect dialect;
  private final Families families;
  private final Page page;
  private final Parts parts;

  Placement(Dialect dialect, Families families, Page page) {
    this.dialect = dialect;
    this.families = families;
    this.page = page;
    this.parts = new Parts(families, page);
  }

  Place of(String name) {
    var known = families.find(name, page);
    return known == null ? ofPart(name) : ofKnown(name, known);
  }

  private Place ofKnown(String name, Family known) {
    var suffix = parts.suffix(name, known);
    if (suffix.isEmpty()) {
      return ofWhole(name, known);
    }
    return has(known, suffix)
        ? Place.of(stem(name, suffix), suffix, known)
        : new Place(Names.metric(name), "", unshown(known.kind()), "", known.help());
  }

  private static Kind unshown(Kind whole) {
    return whole == Kind.GAUGE_HISTOGRAM ? Kind.GAUGE : Kind.UNKNOWN;
  }

  private Place ofWhole(String name, Family known) {
    var tail = dialect.tail(known.kind());
    boolean fits = dialect.suffixes(known.kind()).contains(tail) && isLonger(name, tail);
    return fits
        ? Place.of(stem(name, tail), tail, known)
        : new Place(Names.metric(name), "", Kind.UNKNOWN, known.unit(), known.help());
  }

  private Place ofPart(String name) {
    for (var suffix : SUFFIXES) {
      var owner = isLonger(name, suffix) ? owner(stem(name, suffix), suffix) : null;
      if (owner != null) {
        return Place.of(stem(name, suffix), suffix, owner);
      }
    }
    return ofUnshownPart(name);
  }

  private Place ofUnshownPart(String name) {
    for (var suffix : List.of("_gcount", "_gsum")) {
      var owner = isLonger(name, suffix) ? families.find(stem(name, suffix), page) : null;
      if (owner != null && owner.kind() == Kind.GAUGE_HISTOGRAM) {
        return new Place(Names.metric(name), "", Kind.GAUGE, "", owner.help());
      }
    }
    return Place.unknown(name);
  }

  private @Nullable Family owner(String stem, String suffix) {
    var whole = families.find(stem, page);
    if (whole != null && has(whole, suffix) && dialect.tail(whole.kind()).isEmpty()) {
      return whole;
    }
    var counter = suffix.equals("_created") ? families.find(stem + "_total", page) : null;
    return counter != null && has(counter, suffix) && counter.kind() == Kind.COUNTER
        ? counter
        : null;
  }

  private boolean has(Family family, String suffix) {
    return dialect.suffixes(family.kind()).contains(suffix);
  }

  private static boolean isLonger(String name, String suffix) {
    return name.endsWith(suffix) && name.length() > suffix.length();
  }

  private static String stem(String name, String suffix) {
    return name.substring(0, name.length() - suffix.length());
  }
}
