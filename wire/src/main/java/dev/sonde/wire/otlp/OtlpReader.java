package dev.sonde.wire.otlp;

import dev.sonde.api.Family;
import dev.sonde.api.Push;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.ProtoBuffer;
import dev.sonde.wire.protobuf.WireReader;
import java.security.SecureRandom;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `ExportMetricsServiceRequest`s of OpenTelemetry, protobuf or JSON, into pushes. It belongs
/// to one thread at a time.
///
/// Names, units and labels become those that the compatibility specification gives them:
/// `http.server.duration` in `s` is `http_server_duration_seconds`, a sum that only grows ends in
/// `_total`, a gauge of unit 1 in `_ratio`. The resource becomes `job` and `instance`, and
/// `target_info` with its other attributes, at the time of its newest point; the scope becomes
/// `otel_scope_name` and its like. A histogram becomes `_bucket`, `_sum` and `_count`, an
/// exponential one a native histogram, a summary its quantiles, `_sum` and `_count`. A point
/// without a recorded value ends its series. A point that is unsound is rejected, the rest is
/// taken.
///
/// What tells only by how much it grew becomes its total by [DeltaTotals]. When a series began to
/// count is not taken over.
///
/// # Implementation notes
///
/// JSON becomes protobuf first, so there is one reader of what requests mean. The series of a point
/// are recalled by the bytes of its metric and its attributes, and by the labels that its resource
/// and scope give it.
public final class OtlpReader {
  /// Tells `target_info` from points.
  private static final long INFO = 1;

  private final OtlpLimits limits;
  private final TextHash hash;
  private final WireReader wire = new WireReader();
  private final OtlpTally tally = new OtlpTally();
  private final TargetLabels target = new TargetLabels();
  private final ScopeLabels scope = new ScopeLabels();
  private final JsonToProtobuf json;

  /// A reader that recalls only what it read itself.
  public OtlpReader(OtlpLimits limits) {
    this(new SecureRandom().nextLong(), limits);
  }

  /// A reader with its room.
  ///
  /// @param seed secret; readers that take requests in turn have the same one, and the same limits
  public OtlpReader(long seed, OtlpLimits limits) {
    this.limits = limits;
    hash = new TextHash(seed);
    json = new JsonToProtobuf(limits.json());
  }

  /// Reads a request and records what it holds; neither commits the push nor closes it, nor sees to
  /// it that the totals are kept. What the push throws goes through.
  ///
  /// @param request not compressed any more; not kept, not changed
  /// @param length how many bytes of it count
  /// @throws BodyException when it can't be read as a whole, or is too large; what was recorded
  ///   before then must not be committed
  public OtlpReport read(byte[] request, int length, OtlpForm form, Push push, DeltaTotals totals)
      throws BodyException {
    return switch (form) {
      case PROTOBUF -> protobuf(request, length, push, totals);
      case JSON -> {
        ProtoBuffer made = json.read(request, length);
        yield protobuf(made.bytes(), made.size(), push, totals);
      }
    };
  }

  private OtlpReport protobuf(byte[] request, int length, Push push, DeltaTotals totals)
      throws BodyException {
    tally.clear();
    var metrics = new MetricReader(limits, hash, push, totals, tally);
    wire.begin(request, 0, length);
    while (wire.next()) {
      if (wire.field() == 1) {
        resource(metrics, push);
      } else {
        wire.skip();
      }
    }
    return tally.report();
  }

  /// `ResourceMetrics`: `Resource resource = 1, repeated ScopeMetrics scope_metrics = 2`.
  private void resource(MetricReader metrics, Push push) throws BodyException {
    int outer = wire.enter();
    int from = wire.at();
    target.clear();
    while (wire.next()) {
      if (wire.field() == 1) {
        target.read(wire);
      } else {
        wire.skip();
      }
    }
    wire.back(from);
    while (wire.next()) {
      if (wire.field() == 2) {
        scope(metrics);
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
    info(metrics.newestMillis(), push);
  }

  /// `ScopeMetrics`: `InstrumentationScope scope = 1, repeated Metric metrics = 2, string
  /// schema_url = 3`.
  private void scope(MetricReader metrics) throws BodyException {
    int outer = wire.enter();
    int from = wire.at();
    scope.clear();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> scope.read(wire);
        case 3 -> scope.schema(AttributeText.text(wire));
        default -> wire.skip();
      }
    }
    SortedMap<String, String> shared = new TreeMap<>();
    scope.addTo(shared);
    shared.putAll(target.identity());
    SharedLabels labels = SharedLabels.of(shared, hash);
    wire.back(from);
    while (wire.next()) {
      if (wire.field() == 2) {
        metrics.read(wire, labels);
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
  }

  private void info(long timeMillis, Push push) throws BodyException {
    SortedMap<String, String> labels = target.info();
    if (labels.isEmpty() || timeMillis == 0) {
      return;
    }
    var info = new TargetInfo(labels);
    var out = new PointWriter(info, limits, push);
    out.begin(TextHash.mixed(INFO, SharedLabels.of(labels, hash).mark()), timeMillis);
    String flaw = out.flaw();
    if (flaw.isEmpty()) {
      out.write("", 1);
    } else {
      tally.reject(push, "malformed", info.head().given(), flaw);
    }
  }

  /// What `target_info` is called.
  private record TargetInfo(SortedMap<String, String> labels) implements PointNames {
    @Override
    public MetricHead head() {
      Family family = OtlpNames.TARGET_INFO;
      return new MetricHead(
          family.name(), family.name(), family.unit(), family.help(), family.kind());
    }
  }
}
