package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import dev.sonde.wire.otlp.DeltaTotals.Added;
import dev.sonde.wire.otlp.DeltaTotals.Total;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeltasTest {
  private static final int NUMBERS = 4_096;

  private final MetricsSink sink =
      MetricsSink.open(SinkConfig.inMemory("http://127.0.0.1:1").withCloseWithin(Duration.ZERO));
  private final Deltas deltas = new Deltas();

  DeltasTest() throws IOException {}

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void seriesThatComeAndGo_areNeverTooMany_andOneThatGoesOnIsKept() {
    var many = new double[NUMBERS];
    Arrays.setAll(many, i -> 1.0 / (i + 3));
    PointSeries kept = series("kept");
    int rounds = (int) (3 * Deltas.MOST_BYTES / (NUMBERS * Double.BYTES));
    for (int i = 1; i <= rounds; i++) {
      assertThat(deltas.add(series("new" + i), at(i), "", many)).isInstanceOf(Added.class);
      assertThat(total(deltas.add(kept, at(i), "", new double[] {1}))).isEqualTo(i);
      deltas.settle();
    }
  }

  private static double total(Total<double[]> of) {
    return of instanceof Added<double[]>(double[] numbers) ? numbers[0] : -1;
  }

  private PointSeries series(String of) {
    return new PointSeries(sink, Family.gauge("sold", "", ""), Labels.of("of", of), "");
  }

  private static LongPointData at(long nanos) {
    return ImmutableLongPointData.create(0, nanos, Attributes.empty(), 1);
  }
}
