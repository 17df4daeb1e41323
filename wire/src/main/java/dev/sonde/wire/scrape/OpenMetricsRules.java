package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import dev.sonde.api.TextHash;

/// Holds the lines of a page against what OpenMetrics says about families: their metadata, the
/// names of their samples, which stand together and clash with no others.
final class OpenMetricsRules {
  private static final long FAMILY = 0x1000_0000_0000_0001L;
  private static final long CLAIM = 0x2000_0000_0000_0002L;
  private static final long METRIC = 0x4000_0000_0000_0004L;

  private final TextHash hash;
  private final LongTable seen = new LongTable();
  private final FamilyEntry family = new FamilyEntry();
  private final MetricRules metric = new MetricRules();
  private byte[] name = new byte[0];
  private long nameHash;
  private boolean open;
  private boolean sampled;
  private long identity;

  OpenMetricsRules(TextHash hash) {
    this.hash = hash;
  }

  void clear() {
    seen.clear();
    open = false;
  }

  /// The family of the line that was read last, and the rule its value obeys.
  FamilyEntry family() {
    return family;
  }

  int rule() {
    return metric.rule();
  }

  /// @return what is wrong, empty when nothing is
  String metadata(byte[] page, MetadataScanner.What what, MetadataScanner line, long text) {
    var wanted = Escapes.plain(page, line.nameFrom(), line.nameTo(), true);
    var problem = open && !sampled && FamilyNames.same(name, wanted) ? "" : next(wanted);
    if (problem.isEmpty() && family.says(what)) {
      problem = "this is said of a family twice";
    }
    family.take(what, line, text);
    return problem.isEmpty() ? unit(page) : problem;
  }

  private String unit(byte[] page) {
    if (!family.hasUnit()) {
      return "";
    }
    if (family.kind() == Kind.INFO || family.kind() == Kind.STATE_SET) {
      return "a family of this type has no unit";
    }
    boolean suffix = FamilyNames.endsInUnit(name, family.unit(page));
    return suffix ? "" : "the name of a family ends in its unit";
  }

  /// @return what is wrong, empty when nothing is
  String sample(byte[] page, HeadScanner head) {
    var sample = Escapes.plain(page, head.nameFrom(), head.nameTo(), true);
    var suffix = open ? FamilyNames.suffix(family.kind(), name, sample) : null;
    if (suffix != null) {
      return line(page, head.labels(), suffix);
    }
    var problem = next(sample);
    return problem.isEmpty() ? line(page, head.labels(), "") : problem;
  }

  private String line(byte[] page, LabelScanner labels, String suffix) {
    int special = FamilyNames.special(family.kind(), suffix, page, labels, name);
    long all = sum(page, labels);
    long own = all - (special < 0 ? 0 : label(page, labels, special));
    long metricKey = TextHash.mixed(nameHash, own);
    boolean first = !sampled || metricKey != identity;
    var problem = first ? nextMetric(metricKey) : "";
    sampled = true;
    return problem.isEmpty()
        ? metric.sample(family.kind(), suffix, page, labels, special)
        : problem;
  }

  private String nextMetric(long own) {
    var problem = sampled ? metric.end(family.kind()) : "";
    identity = own;
    metric.begin();
    boolean fresh = seen.add(own ^ METRIC) || isSingle(family.kind());
    return !problem.isEmpty() || fresh ? problem : "the lines of a metric do not stand together";
  }

  /// Is a metric one sample? Then one whose labels stand there in another order, too, is no piece
  /// of it that strayed.
  private static boolean isSingle(Kind kind) {
    return kind == Kind.GAUGE || kind == Kind.UNKNOWN || kind == Kind.INFO;
  }

  /// Ends a family and begins the next one.
  private String next(byte[] wanted) {
    var problem = end();
    name = wanted;
    nameHash = hash.of(wanted, 0, wanted.length);
    family.clear();
    open = true;
    sampled = false;
    boolean fresh = seen.add(nameHash ^ FAMILY);
    return !problem.isEmpty() || fresh
        ? problem
        : "a family stands on the page twice, or this name does not fit its type";
  }

  /// Ends the family that is open.
  ///
  /// @return what is wrong with it, empty when nothing is
  String end() {
    var problem = open && sampled ? metric.end(family.kind()) : "";
    boolean clash = false;
    for (var suffix : open ? FamilyNames.suffixes(family.kind()) : FamilyNames.NONE) {
      var claim = FamilyNames.joined(name, suffix);
      clash |= !seen.add(hash.of(claim, 0, claim.length) ^ CLAIM);
    }
    open = false;
    return problem.isEmpty() && clash ? "two families may have samples of one name" : problem;
  }

  /// Of the labels, in whatever order.
  private long sum(byte[] page, LabelScanner labels) {
    long sum = 0;
    for (int label = 0; label < labels.count(); label++) {
      sum += label(page, labels, label);
    }
    return sum;
  }

  /// An empty value is no label.
  private long label(byte[] page, LabelScanner labels, int label) {
    if (labels.valueTo(label) == labels.valueFrom(label)) {
      return 0;
    }
    long left = text(page, labels.nameFrom(label), labels.nameTo(label));
    long right = text(page, labels.valueFrom(label), labels.valueTo(label));
    return TextHash.finished(TextHash.mixed(left, right));
  }

  private long text(byte[] page, int from, int to) {
    if (Escapes.has(page, from, to)) {
      var plain = Escapes.plain(page, from, to, true);
      return hash.of(plain, 0, plain.length);
    }
    return hash.of(page, from, to);
  }
}
