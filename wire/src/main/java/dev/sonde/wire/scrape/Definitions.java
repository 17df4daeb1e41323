package dev.sonde.wire.scrape;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.wire.histogram.Thresholds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the objects that describe a series, for lines that are not known.
final class Definitions {
  private @Nullable Family last;
  private long print;

  void clear() {
    last = null;
  }

  /// The family of a sample, under the sample's own name; one object for lines in a row.
  Family family(byte[] page, HeadScanner head, FamilyEntry entry, boolean strict) {
    var name = Escapes.text(page, head.nameFrom(), head.nameTo());
    if (last == null || print != entry.print() || !Objects.equals(last.name(), name)) {
      last = new Family(name, entry.kind(), entry.unit(page), entry.help(page, strict));
      print = entry.print();
    }
    return last;
  }

  static Labels labels(byte[] page, LabelScanner labels, Kind kind) {
    if (labels.count() == 0) {
      return Labels.NONE;
    }
    var map = new HashMap<String, String>();
    for (int label = 0; label < labels.count(); label++) {
      var name = Escapes.text(page, labels.nameFrom(label), labels.nameTo(label));
      var value = Escapes.text(page, labels.valueFrom(label), labels.valueTo(label));
      map.put(name, isThreshold(kind, name) ? canonical(value) : value);
    }
    return Labels.of(map);
  }

  /// The names of those with an empty value.
  static List<String> lacking(byte[] page, LabelScanner labels) {
    List<String> names = List.of();
    for (int label = 0; label < labels.count(); label++) {
      if (labels.valueFrom(label) == labels.valueTo(label)) {
        names = names.isEmpty() ? new ArrayList<>() : names;
        names.add(Escapes.text(page, labels.nameFrom(label), labels.nameTo(label)));
      }
    }
    return names;
  }

  private static boolean isThreshold(Kind kind, String label) {
    return (kind == Kind.HISTOGRAM && label.equals("le"))
        || (kind == Kind.SUMMARY && label.equals("quantile"));
  }

  /// What is no number stays.
  private static String canonical(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var decimal = new Decimal();
    boolean number = decimal.read(bytes, 0, bytes.length) == bytes.length;
    return number ? Thresholds.text(decimal.value()) : text;
  }
}
