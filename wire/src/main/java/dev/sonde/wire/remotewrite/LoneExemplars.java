package dev.sonde.wire.remotewrite;

import dev.sonde.api.Exemplar;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Exemplars in time series that have nothing else. Prometheus sends those of a scrape so, behind
/// all its samples; they wait here for the first sample of their series.
final class LoneExemplars {
  private final TextHash hash;
  private final RequestLayout layout;
  private final LabelFields labels;
  private final KeyFiller filler;
  private final ExemplarReader reader;
  private final Map<Long, List<Exemplar>> bySeries = new HashMap<>();

  /// Where such time series begin and end.
  private final List<Long> places = new ArrayList<>();

  private int refused;

  LoneExemplars(TextHash hash, RequestLayout layout, LabelFields labels, WriteLimits limits) {
    this.hash = hash;
    this.layout = layout;
    this.labels = labels;
    filler = new KeyFiller(limits);
    reader = new ExemplarReader(labels);
  }

  void clear() {
    bySeries.clear();
    places.clear();
    refused = 0;
  }

  void found(int from, int to) {
    places.add((long) from << Integer.SIZE | to);
  }

  /// Reads those that were found.
  void read(byte[] request, WireReader aside) throws BodyException {
    for (long place : places) {
      int from = (int) (place >>> Integer.SIZE);
      aside.begin(request, from, (int) place);
      filler.clear();
      while (aside.next()) {
        if (aside.field() == RequestLayout.LABELS) {
          labels.read(aside, filler);
        } else {
          aside.skip();
        }
      }
      aside.back(from);
      List<Exemplar> read = reader.read(aside, layout.exemplars());
      refused += reader.refused();
      keep(read);
    }
  }

  private void keep(List<Exemplar> read) {
    if (filler.flaw().isEmpty()) {
      bySeries.computeIfAbsent(filler.key().hash(hash), _ -> new ArrayList<>()).addAll(read);
    } else {
      refused += read.size();
    }
  }

  boolean isEmpty() {
    return bySeries.isEmpty();
  }

  /// Those of a series, which are not left then.
  List<Exemplar> take(SeriesKey of) {
    List<Exemplar> taken = bySeries.remove(of.hash(hash));
    return taken == null ? List.of() : taken;
  }

  /// How many nobody took, and how many are unsound.
  int left() {
    return refused + bySeries.values().stream().mapToInt(List::size).sum();
  }
}
