package dev.sonde.wire.scrape;

import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import java.util.List;

/// Takes what [PageReader] reads: each sample line by its place, counted from 0 without gaps.
///
/// Until the first `moved` or `define` of a page, every line stands where it stood. After it places
/// are new ones, and `before` means a place of the page before, each given once at most.
public interface PageSink {
  /// The time of a sample that has none of its own.
  long UNTIMED = Long.MIN_VALUE;

  /// The same line as in the page before, with this value.
  void again(int place, double value, long timeMillis);

  /// A line that stood elsewhere in the page before.
  void moved(int place, int before, double value, long timeMillis);

  /// A line that did not stand in the page before, or means something else now.
  ///
  /// @param family of this name, its samples' own: a bucket's is called `…_bucket` and is of kind
  ///   histogram
  void define(int place, Family family, Labels labels, double value, long timeMillis);

  /// The line that is defined next names these labels with an empty value: it has none of them,
  /// also where whoever reads the page would add one.
  default void lacks(List<String> labels) {}

  /// Something that the sample given last has beside its value. An exemplar without a time of its
  /// own has [#UNTIMED].
  void attach(Extra extra);

  /// How histograms are wanted that have native buckets.
  default Natives natives() {
    return Natives.CLASSIC;
  }

  /// What is given of a histogram with native buckets.
  enum Natives {
    /// Its classic buckets; made of the native ones where it has none.
    CLASSIC,
    /// One sample, with the histogram.
    NATIVE,
    /// That sample, and its classic buckets where it has some.
    BOTH
  }
}
