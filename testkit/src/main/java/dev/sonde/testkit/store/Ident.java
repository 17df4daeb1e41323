package dev.sonde.testkit.store;

import dev.sonde.api.Labels;
import java.util.Comparator;

/// A series by its name and labels, in the order of answers.
record Ident(String name, Labels labels) implements Comparable<Ident> {
  private static final Comparator<Ident> ORDER =
      Comparator.comparing(Ident::name).thenComparing(Ident::labels, Labels::compare);

  @Override
  public int compareTo(Ident other) {
    return ORDER.compare(this, other);
  }
}
