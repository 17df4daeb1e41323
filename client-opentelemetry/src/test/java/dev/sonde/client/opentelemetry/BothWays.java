package dev.sonde.client.opentelemetry;

import dev.sonde.api.Family;
import dev.sonde.testkit.KeptNotes;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.otlp.NotedTotals;
import dev.sonde.wire.otlp.OtlpForm;
import dev.sonde.wire.otlp.OtlpLimits;
import dev.sonde.wire.otlp.OtlpReader;
import dev.sonde.wire.otlp.OtlpReport;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Exports all data through our exporter, and writes it as OTLP with OpenTelemetry's own code and
/// reads that as the hub would.
final class BothWays implements MetricExporter {
  private final SondeMetricExporter ours;
  private final OtlpReader reader = new OtlpReader(OtlpLimits.USUAL);
  private final KeptNotes notes = new KeptNotes(8 << 20);
  private final List<RecordedPush.Taken> taken = new ArrayList<>();
  private final Map<String, Family> families = new HashMap<>();
  private int rejected;

  BothWays(SondeMetricExporter ours) {
    this.ours = ours;
  }

  /// What the hub would have taken.
  List<RecordedPush.Taken> taken() {
    return taken;
  }

  Map<String, Family> families() {
    return families;
  }

  /// How many points the hub would have rejected.
  int rejected() {
    return rejected;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    var push = new RecordedPush(System.currentTimeMillis());
    try {
      var totals = new NotedTotals("hub", notes);
      var out = new ByteArrayOutputStream();
      MetricsRequestMarshaler.create(metrics).writeBinaryTo(out);
      OtlpReport report =
          reader.read(out.toByteArray(), out.size(), OtlpForm.PROTOBUF, push, totals);
      rejected += report.rejected();
      totals.note(push::note);
      notes.keep(push);
    } catch (IOException | BodyException impossible) {
      throw new IllegalStateException(impossible);
    }
    taken.addAll(push.taken());
    families.putAll(push.families());
    return ours.export(metrics);
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
    return ours.getAggregationTemporality(instrument);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType instrument) {
    return ours.getDefaultAggregation(instrument);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return ours.getMemoryMode();
  }

  @Override
  public CompletableResultCode flush() {
    return ours.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return ours.shutdown();
  }
}
