package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The lines of a file that has a name in each line, with what was learned about each name.
///
/// # Implementation notes
///
/// A line is nearly always where it was in the last run, so the name found there is compared with
/// the bytes that stood there. Only a line that moved costs a string and a look-up.
final class Rows {
  private static final int SPARE = 64;

  private static final class Place {
    private final byte[] name;
    private final Row row;

    private Place(byte[] name, Row row) {
      this.name = name;
      this.row = row;
    }
  }

  private final Predicate<Text> naming;
  private final Function<String, Row> make;
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Place> known = new HashMap<>();

  /// @param naming moves the cursor to the name in a line, false when the line has none
  /// @param make what to do with lines of a name
  Rows(Predicate<Text> naming, Function<String, Row> make) {
    this.naming = naming;
    this.make = make;
  }

  /// Rows whose name is the first word.
  Rows(Function<String, Row> make) {
    this(Text::word, make);
  }

  void read(Text text, Report report) {
    int count = 0;
    while (text.line()) {
      if (naming.test(text)) {
        at(count++, text).read(text, report);
      }
    }
    if (count < places.size()) {
      places.subList(count, places.size()).clear();
    }
    if (known.size() > 2 * count + SPARE) {
      known.values().retainAll(new HashSet<>(places));
    }
  }

  private Row at(int index, Text text) {
    if (index < places.size()) {
      Place place = places.get(index);
      if (text.is(place.name)) {
        return place.row;
      }
    }
    return move(index, text);
  }

  private Row move(int index, Text text) {
    String name = text.string();
    Place place = known.get(name);
    if (place == null || !Arrays.equals(place.name, text.copy())) {
      place = new Place(text.copy(), make.apply(name));
      known.put(name, place);
    }
    if (index == places.size()) {
      places.add(place);
    } else {
      places.set(index, place);
    }
    return place.row;
  }
}
