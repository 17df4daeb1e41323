package dev.sonde.wire.json;

import dev.sonde.wire.json.Query.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads queries: segments, and the selectors in them.
final class PathParser {
  private static final int DEEPEST = 32;

  private final PathScanner scanner;
  private final FilterParser filters;
  private int depth;
  private @Nullable String doubt;

  PathParser(PathScanner scanner) {
    this.scanner = scanner;
    this.filters = new FilterParser(scanner, this);
  }

  Query whole() {
    scanner.expect("$", "$ at the beginning");
    var query = new Query(true, segments());
    if (!scanner.isOver()) {
      throw scanner.wanted("., [ or the end");
    }
    return query;
  }

  /// A query within a filter.
  Query inner() {
    boolean absolute = scanner.takes("$");
    if (!absolute) {
      scanner.expect("@", "@ or $");
    }
    return new Query(absolute, segments());
  }

  @Nullable String doubt() {
    return doubt;
  }

  void doubt(String found) {
    doubt = doubt == null ? found : doubt;
  }

  /// Something within brackets, not too deep.
  <T> T nested(Supplier<T> inner) {
    if (++depth > DEEPEST) {
      throw scanner.fault("brackets are nested deeper than " + DEEPEST + " levels");
    }
    T value = inner.get();
    depth--;
    return value;
  }

  private List<Segment> segments() {
    var segments = new ArrayList<Segment>();
    while (true) {
      int place = scanner.place();
      scanner.blank();
      if (scanner.takes("..")) {
        segments.add(new Segment(true, descendants()));
      } else if (scanner.takes(".")) {
        segments.add(new Segment(false, List.of(dotted())));
      } else if (scanner.takes("[")) {
        segments.add(new Segment(false, nested(this::bracketed)));
      } else {
        scanner.back(place);
        return List.copyOf(segments);
      }
    }
  }

  private List<Selector> descendants() {
    return scanner.takes("[") ? nested(this::bracketed) : List.of(dotted());
  }

  private Selector dotted() {
    return scanner.takes("*") ? Selector.Wildcard.ALL : new Selector.Name(scanner.name());
  }

  private List<Selector> bracketed() {
    var selectors = new ArrayList<Selector>();
    do {
      scanner.blank();
      selectors.add(selector());
      scanner.blank();
    } while (scanner.takes(","));
    scanner.expect("]", "a comma or ]");
    return List.copyOf(selectors);
  }

  private Selector selector() {
    if (scanner.sees("'") || scanner.sees("\"")) {
      return new Selector.Name(scanner.quoted());
    }
    if (scanner.takes("*")) {
      return Selector.Wildcard.ALL;
    }
    if (scanner.takes("?")) {
      scanner.blank();
      return new Selector.Filter(filters.condition());
    }
    if (scanner.seesNumber() || scanner.sees(":")) {
      return indexOrSlice();
    }
    throw scanner.wanted("a name in quotes, a number, a slice, * or ?");
  }

  private Selector indexOrSlice() {
    Long start = scanner.sees(":") ? null : Long.valueOf(scanner.integer());
    int place = scanner.place();
    scanner.blank();
    if (scanner.takes(":")) {
      Long end = bound();
      int second = scanner.place();
      scanner.blank();
      Long step = scanner.takes(":") ? bound() : back(second);
      return new Selector.Slice(start, end, step == null ? 1 : step);
    }
    scanner.back(place);
    if (start == null) {
      throw scanner.wanted(":");
    }
    return new Selector.Index(start);
  }

  private @Nullable Long bound() {
    int place = scanner.place();
    scanner.blank();
    return scanner.seesNumber() ? Long.valueOf(scanner.integer()) : back(place);
  }

  private @Nullable Long back(int place) {
    scanner.back(place);
    return null;
  }
}
