package dev.sonde.wire.scrape;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/// What a `MetricFamily` says beside its metrics; used again for each.
final class FamilyMessage {
  private static final String TOTAL = "_total";

  private final TextHash hash;
  private final Map<Part, Family> made = new EnumMap<>(Part.class);
  private byte[] page = new byte[0];
  private int from;
  private int nameFrom;
  private int nameTo;
  private int helpFrom;
  private int helpTo;
  private int unitFrom;
  private int unitTo;
  private int type;
  private int metrics;
  private long texts;
  private boolean checked;

  FamilyMessage(TextHash hash) {
    this.hash = hash;
  }

  private void clear() {
    made.clear();
    nameFrom = 0;
    nameTo = 0;
    helpFrom = 0;
    helpTo = 0;
    unitFrom = 0;
    unitTo = 0;
    type = 0;
    metrics = 0;
    texts = 0;
    checked = false;
  }

  /// Reads all fields but the metrics, which may stand before them; goes back to where it began.
  void read(WireReader wire) throws BodyException {
    clear();
    page = wire.page();
    from = wire.at();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> {
          nameFrom = text(wire);
          nameTo = wire.at();
        }
        case 2 -> {
          helpFrom = text(wire);
          helpTo = wire.at();
        }
        case 3 -> type = (int) wire.number();
        case 4 -> {
          wire.bytes();
          metrics++;
        }
        case 5 -> {
          unitFrom = text(wire);
          unitTo = wire.at();
        }
        default -> wire.skip();
      }
    }
    wire.back(from);
  }

  private int text(WireReader wire) throws BodyException {
    int field = wire.field();
    int begin = wire.bytes();
    texts = TextHash.mixed(texts + field, hash.of(page, begin, wire.at()));
    return begin;
  }

  boolean isEmpty() {
    return metrics == 0;
  }

  long name() {
    return hash.of(page, nameFrom, nameTo);
  }

  int nameLength() {
    return nameTo - nameFrom;
  }

  /// Tells apart whatever a family may say.
  long print() {
    return TextHash.finished(TextHash.mixed(texts, type));
  }

  Kind kind(WireReader wire) throws BodyException {
    return switch (type) {
      case 0 -> Kind.COUNTER;
      case 1 -> Kind.GAUGE;
      case 2 -> Kind.SUMMARY;
      case 3 -> Kind.UNKNOWN;
      case 4 -> Kind.HISTOGRAM;
      case 5 -> Kind.GAUGE_HISTOGRAM;
      default -> throw wire.fail("a family has type " + type + ", which is not known");
    };
  }

  /// Sees that all its texts are sound.
  ///
  /// @param aside a reader that stands nowhere
  void check(WireReader aside, int to) throws BodyException {
    if (checked) {
      return;
    }
    aside.begin(page, from, to);
    while (aside.next()) {
      int field = aside.field();
      int begin = aside.at();
      aside.skip();
      if (field == 1 || field == 2 || field == 5) {
        aside.begin(page, begin, to);
        checkText(aside);
      }
    }
    checked = true;
    if (metrics > 0) {
      checkNames();
    }
  }

  private static void checkText(WireReader aside) throws BodyException {
    int outer = aside.open();
    aside.checkText(aside.at(), aside.end());
    aside.leave(outer);
  }

  private void checkNames() throws BodyException {
    if (nameTo == nameFrom) {
      throw new BodyException(from, "a family has no name");
    }
    String name = text(nameFrom, nameTo);
    String unit = text(unitFrom, unitTo);
    boolean total = type == 0 && name.endsWith(TOTAL);
    String base = total ? name.substring(0, name.length() - TOTAL.length()) : name;
    if (!unit.isEmpty() && !base.endsWith("_" + unit)) {
      throw new BodyException(unitFrom, "the unit is not the end of the name");
    }
  }

  /// What is known about its samples of one part.
  Family family(Part part, Kind kind) {
    var known = made.get(part);
    if (known == null) {
      var name = text(nameFrom, nameTo) + part.suffix();
      known = new Family(name, kind, text(unitFrom, unitTo), text(helpFrom, helpTo));
      made.put(part, known);
    }
    return known;
  }

  private String text(int begin, int end) {
    return new String(page, begin, end - begin, StandardCharsets.UTF_8);
  }
}
